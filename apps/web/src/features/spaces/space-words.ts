import { msg } from '@lingui/core/macro';

/** Why something with a space was refused. */
export const spaceErrors = {
  'files.may_not_make_space': msg`Nach den Regeln Ihrer Organisation dürfen Sie einen solchen Raum nicht anlegen.`,
  'files.guests_not_allowed': msg`Nach den Regeln der Organisation wird nichts mit Menschen von außen geteilt.`,
  'files.space_end_invalid': msg`Das Ende liegt nicht in der erlaubten Zeit.`,
  'files.space_purpose_missing': msg`Ein Austauschraum braucht einen Zweck.`,
  'files.sponsor_unfit': msg`Verantwortlich sein kann nur, wer zur Organisation des Raums gehört.`,
  'files.successor_unfit': msg`Übergeben können Sie nur an jemand anderen, der kein Gast ist.`,
  'files.person_not_found': msg`Diese Person gibt es nicht oder nicht mehr.`,
  'files.space_closed': msg`Der Raum ist beendet. Verlängern Sie ihn zuerst.`,
  'files.not_manager': msg`Das darf nur, wer den Raum verwaltet.`,
  'files.held': msg`Daran wird nichts gelöscht: Es muss aufbewahrt werden.`,
  'files.retention_class_exists': msg`Eine Frist mit diesem Namen gibt es schon.`,
  'files.node_not_found': msg`Diese Datei oder diesen Ordner gibt es in der Organisation nicht.`,
  'auth.step_up_required': msg`Ohne den Nachweis, dass Sie es sind, wurde nichts geändert.`,
};
