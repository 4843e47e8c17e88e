import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Words for the codes of files; for useErrorText, for single results and for failed uploads. */
export const fileErrors: Record<string, MessageDescriptor> = {
  'files.node_not_found': msg`Das gibt es nicht mehr, oder Sie haben keinen Zugriff mehr darauf.`,
  'files.parent_missing': msg`Den Zielordner gibt es nicht mehr.`,
  'files.parent_not_folder': msg`Das Ziel ist kein Ordner.`,
  'files.name_taken': msg`Diesen Namen gibt es hier schon.`,
  'files.name_invalid': msg`Dieser Name ist nicht erlaubt.`,
  'files.read_only': msg`Sie dürfen hier lesen, aber nichts ändern.`,
  'files.right_ended': msg`Ihr Recht, hier etwas abzulegen, ist während des Hochladens zu Ende gegangen.`,
  'files.space_root': msg`Der Ordner eines Bereichs lässt sich nicht verschieben, ersetzen oder löschen.`,
  'files.held': msg`Daran wird nichts gelöscht: Es muss aufbewahrt werden.`,
  'files.space_closed': msg`Der Raum ist beendet. Verlängern Sie ihn zuerst.`,
  'files.is_folder': msg`Hier gibt es schon einen Ordner dieses Namens.`,
  'files.is_file': msg`Hier gibt es schon eine Datei dieses Namens.`,
  'files.into_itself': msg`Ein Ordner lässt sich nicht in sich selbst verschieben.`,
  'files.locked': msg`Die Datei ist gesperrt, weil gerade jemand daran arbeitet.`,
  'files.kind_forbidden': msg`Solche Dateien dürfen hier nicht hochgeladen werden. Es zählt der Inhalt, nicht der Name.`,
  'files.content_waiting': msg`Die Datei wird noch auf Schadsoftware geprüft.`,
  'files.content_infected': msg`In dieser Datei wurde Schadsoftware gefunden.`,
  'files.content_withheld': msg`Die Datei lässt sich nicht prüfen und wird zurückgehalten.`,
  'files.quota_exceeded': msg`Der Speicherplatz dieses Bereichs reicht nicht aus.`,
  'files.organisation_quota_exceeded': msg`Der Speicherplatz Ihrer Organisation reicht nicht aus.`,
  'files.checksum_mismatch': msg`Die Prüfsumme stimmt nicht. Es wurde nichts gespeichert.`,
  'files.upload_not_found': msg`Der Server hat den Anfang dieser Datei nicht mehr.`,
  'files.trash_not_found': msg`Das ist nicht mehr im Papierkorb.`,
  'files.version_not_found': msg`Diese Version gibt es nicht mehr.`,
  'files.too_many_uploads': msg`Es warten zu viele angefangene Uploads. Bitte brechen Sie einige ab.`,
  'files.lock_token_mismatch': msg`Die Datei ist gesperrt, weil gerade jemand daran arbeitet.`,
  'auth.not_signed_in': msg`Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.`,
  'http.address_too_long': msg`Das sind zu viele einzelne Einträge auf einmal.`,
  'blobs.busy': msg`Der Server ist gerade überlastet. Bitte versuchen Sie es gleich noch einmal.`,
  'blobs.full': msg`Der Speicher des Servers ist voll. Was angekommen ist, bleibt; versuchen Sie es noch einmal, wenn wieder Platz ist.`,
  'database.storage_full': msg`Der Speicher des Servers ist voll. Was angekommen ist, bleibt; versuchen Sie es noch einmal, wenn wieder Platz ist.`,
  'web.unreachable': msg`Der Server ist gerade nicht erreichbar.`,
  'web.unreadable': msg`Die Datei lässt sich nicht lesen. Wurde sie verschoben oder gelöscht?`,
  'web.changed': msg`Die Datei wurde inzwischen geändert.`,
};

/** What else went wrong, by its status. */
export const unknownFileError = msg`Der Server konnte das nicht ausführen.`;
