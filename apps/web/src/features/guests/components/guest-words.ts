import { msg } from '@lingui/core/macro';

export const guestStates = {
  invited: msg`Eingeladen`,
  expired: msg`Einladung abgelaufen`,
  active: msg`Aktiv`,
  ended: msg`Beendet`,
};

export const guestErrors = {
  'directory.guests_not_allowed': msg`Nach den Regeln Ihrer Organisation dürfen Sie keine Gäste einladen.`,
  'directory.guest_too_long': msg`So lange darf ein Gast nach den Regeln Ihrer Organisation nicht bleiben.`,
  'directory.guest_is_member': msg`Diese Adresse gehört zur Verwaltung. Suchen Sie die Person, statt sie einzuladen.`,
  'directory.guest_exists': msg`Ihre Organisation hat diesen Gast schon.`,
  'directory.too_many_invitations': msg`Sie haben heute schon sehr viele eingeladen. Machen Sie morgen weiter.`,
  'directory.invitation_just_sent': msg`Die Einladung ging gerade erst hinaus. Warten Sie eine Minute.`,
  'directory.sponsor_unfit': msg`Gäste betreuen kann nur, wer in deren Organisation oder darüber arbeitet.`,
  'directory.guest_accepted': msg`Der Gast hat die Einladung schon angenommen.`,
  'directory.invitation_not_found': msg`Diese Einladung gilt nicht mehr. Vielleicht haben Sie eine neuere bekommen.`,
  'directory.invitation_used': msg`Diese Einladung wurde schon angenommen.`,
  'directory.invitation_expired': msg`Diese Einladung ist abgelaufen. Bitten Sie um eine neue.`,
  'directory.invitation_withdrawn': msg`Diese Einladung wurde zurückgezogen, oder der Zugang ist beendet.`,
  'http.invalid_input': msg`Dieser Link ist nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.`,
  'directory.terms_not_accepted': msg`Bitte stimmen Sie den Bedingungen zu.`,
  'directory.invalid_input': msg`Bitte prüfen Sie Name, Adresse, Anlass und Ende.`,
};
