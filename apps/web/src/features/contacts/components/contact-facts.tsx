import { Trans, useLingui } from '@lingui/react/macro';
import { Cake, Globe, Heart, Mail, MapPin, MessageSquareText, Phone, Tag, Users, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Address, Contact } from '../api/contact-types.ts';
import { kindWords } from './contact-words.ts';
import { formatDay } from './format-day.ts';

interface ContactFactsProps {
  readonly contact: Contact;
  readonly onOpen: (contact: { readonly book: string; readonly id: number }) => void;
}

/** Everything that a contact says, as links where there is something to do with it. */
export function ContactFacts({ contact, onOpen }: ContactFactsProps) {
  const { t, i18n } = useLingui();
  const { fields, members, groups, book } = contact;
  const kindOf = ({ kind, label }: { readonly kind: string; readonly label: string | null }) => {
    const words = kindWords[kind];
    return label ?? (words === undefined ? '' : t(words));
  };
  const addresses = members.flatMap(({ mail }) => mail ?? []);
  return (
    <div className="contact-facts">
      {fields.kind === 'group' && (
        <Facts icon={Users} title={t`Mitglieder`}>
          {addresses.length > 1 && (
            <p>
              <a href={`mailto:${addresses.map(encodeURIComponent).join(',')}`}>
                <Trans>An alle schreiben</Trans>
              </a>
            </p>
          )}
          <ul className="contact-members">
            {members.map(({ member, name, mail, id }) => (
              <li key={member}>
                {id === null ? (
                  name !== mail && <span>{name === '' ? t`Unbekannt` : name}</span>
                ) : (
                  <button type="button" className="contact-link" onClick={() => onOpen({ book, id })}>
                    {name}
                  </button>
                )}
                {mail !== null && <a href={`mailto:${mail}`}>{mail}</a>}
              </li>
            ))}
            {members.length === 0 && (
              <li className="muted">
                <Trans>Noch niemand. Über „Bearbeiten“ nehmen Sie Kontakte auf.</Trans>
              </li>
            )}
          </ul>
        </Facts>
      )}
      {fields.mails.length > 0 && (
        <Facts icon={Mail} title={t`E-Mail`}>
          {fields.mails.map((mail, at) => (
            <Fact key={at} kind={kindOf(mail)} isPreferred={mail.preferred}>
              <a href={`mailto:${mail.value}`}>{mail.value}</a>
            </Fact>
          ))}
        </Facts>
      )}
      {fields.phones.length > 0 && (
        <Facts icon={Phone} title={t`Telefon`}>
          {fields.phones.map((phone, at) => (
            <Fact key={at} kind={kindOf(phone)} isPreferred={phone.preferred}>
              <a href={`tel:${phone.value.replace(/[^\d+*#;=a-z]/gi, '')}`}>{phone.value}</a>
            </Fact>
          ))}
        </Facts>
      )}
      {fields.addresses.length > 0 && (
        <Facts icon={MapPin} title={t`Anschrift`}>
          {fields.addresses.map((address, at) => (
            <Fact key={at} kind={kindOf(address)} isPreferred={address.preferred}>
              <address>{linesOf(address).join('\n')}</address>
            </Fact>
          ))}
        </Facts>
      )}
      {fields.urls.length > 0 && (
        <Facts icon={Globe} title={t`Internet`}>
          {fields.urls.map((url, at) => (
            <Fact key={at} kind={kindOf(url)}>
              {/^https?:\/\//i.test(url.value) ? (
                <a href={url.value} rel="noopener noreferrer" target="_blank">
                  {url.value}
                </a>
              ) : (
                url.value
              )}
            </Fact>
          ))}
        </Facts>
      )}
      {fields.birthday !== '' && (
        <Facts icon={Cake} title={t`Geburtstag`}>
          <p>{formatDay(fields.birthday, i18n.locale)}</p>
        </Facts>
      )}
      {fields.anniversary !== '' && (
        <Facts icon={Heart} title={t`Jahrestag`}>
          <p>{formatDay(fields.anniversary, i18n.locale)}</p>
        </Facts>
      )}
      {(fields.categories.length > 0 || groups.length > 0) && (
        <Facts icon={Tag} title={t`Kategorien und Gruppen`}>
          <ul className="contact-tags">
            {fields.categories.map((category) => (
              <li key={category} className="contact-tag">
                {category}
              </li>
            ))}
            {groups.map(({ id, name }) => (
              <li key={id}>
                <button type="button" className="contact-tag contact-tag-link" onClick={() => onOpen({ book, id })}>
                  <Users aria-hidden />
                  {name}
                </button>
              </li>
            ))}
          </ul>
        </Facts>
      )}
      {fields.note !== '' && (
        <Facts icon={MessageSquareText} title={t`Notiz`}>
          <p className="contact-note">{fields.note}</p>
        </Facts>
      )}
    </div>
  );
}

function linesOf({ street, extended, box, code, locality, region, country }: Address): string[] {
  return [street, extended, box, [code, locality].filter(Boolean).join(' '), region, country].filter(Boolean);
}

function Facts({
  icon: Icon,
  title,
  children,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="contact-fact-group">
      <Icon aria-hidden />
      <div>
        <h3>{title}</h3>
        {children}
      </div>
    </div>
  );
}

interface FactProps {
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly children: ReactNode;
}

function Fact({ kind, isPreferred = false, children }: FactProps) {
  return (
    <div className="contact-fact">
      {children}
      <span className="muted">
        {kind}
        {isPreferred && (
          <>
            {' · '}
            <Trans>bevorzugt</Trans>
          </>
        )}
      </span>
    </div>
  );
}
