import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import './file-choice.css';

interface FileChoiceProps {
  /** Of the field, for who hears it. */
  readonly label: string;
  /** On the button. */
  readonly children: ReactNode;
  /** What can be done instead, beside the button. */
  readonly hint: string;
  readonly accept: string;
  readonly file: File | null;
  readonly isBusy?: boolean;
  readonly onChoose: (file: File) => void;
}

/** One file: chosen by the button, or dropped. */
export function FileChoice({ label, children, hint, accept, file, isBusy = false, onChoose }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function take(event: DragEvent) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(event.type === 'dragover');
    const [dropped] = event.dataTransfer.files;
    if (event.type === 'drop' && dropped !== undefined && !isBusy) onChoose(dropped);
  }

  return (
    // What can be dropped here, the button takes as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes('ui-file-choice', isOver && 'ui-file-choice-over')}
      onDragOver={take}
      onDragLeave={() => setOver(false)}
      onDrop={take}
    >
      <Button icon={FileUp} isPending={isBusy} onPress={() => input.current?.click()}>
        {children}
      </Button>
      <span className={classes('truncate', file === null && 'muted')}>{file?.name ?? hint}</span>
      <input
        ref={input}
        type="file"
        accept={accept}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const next = event.target.files?.[0];
          event.target.value = '';
          if (next !== undefined) onChoose(next);
        }}
      />
    </div>
  );
}
