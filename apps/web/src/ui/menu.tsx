import type { LucideIcon } from 'lucide-react';
import { Fragment, useRef, type ReactElement, type ReactNode } from 'react';
import { Keyboard } from 'react-aria-components/Keyboard';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { classes } from './classes.ts';
import './menu.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly description?: string | undefined;
  /** Shown only; the page listens for the keys itself. */
  readonly shortcut?: string | undefined;
  readonly onAction?: (() => void) | undefined;
  readonly href?: string | undefined;
  readonly isDangerous?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly separatorBefore?: boolean | undefined;
}

export interface MenuProps {
  /** What the menu is about, read aloud. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Stands above the entries, for instance who is signed in. */
  readonly header?: ReactNode;
}

/** A menu under a button: `<MenuButton label entries><IconButton …/></MenuButton>`. */
export function MenuButton({ children, label, entries, header }: MenuProps & { readonly children: ReactElement }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className="ui-popover" offset={6} placement="bottom end">
        {header}
        <MenuEntries label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

export interface PointMenuProps extends MenuProps {
  /** Where it opens, in viewport coordinates; null: closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** One menu shared by many rows: opened at a point by right click, the menu key or a row's button. */
export function PointMenu({ at, onClose, label, entries, header }: PointMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} aria-hidden className="ui-menu-point" style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      <Popover
        className="ui-popover ui-popover-point"
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(open) => !open && onClose()}
        placement="bottom start"
        offset={2}
        aria-label={label}
      >
        {header}
        <MenuEntries label={label} entries={entries} onClose={onClose} />
      </Popover>
    </>
  );
}

function MenuEntries({ label, entries, onClose }: MenuProps & { readonly onClose?: () => void }) {
  return (
    <AriaMenu className="ui-menu" aria-label={label} autoFocus="first" {...(onClose ? { onClose } : {})}>
      {entries.map((entry) => (
        <Fragment key={entry.id}>
          {entry.separatorBefore && <Separator className="ui-menu-separator" />}
          <Entry entry={entry} />
        </Fragment>
      ))}
    </AriaMenu>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  const { id, label, icon: Icon, description, shortcut, onAction, href, isDangerous, isDisabled } = entry;
  return (
    <MenuItem
      id={id}
      textValue={label}
      className={classes('ui-menu-item', isDangerous && 'ui-menu-item-danger')}
      {...(isDisabled ? { isDisabled } : {})}
      {...(onAction ? { onAction } : {})}
      {...(href ? { href } : {})}
    >
      {Icon && <Icon aria-hidden />}
      <span className="ui-menu-label">
        {label}
        {description !== undefined && <small>{description}</small>}
      </span>
      {shortcut !== undefined && <Keyboard className="ui-menu-shortcut">{shortcut}</Keyboard>}
    </MenuItem>
  );
}
