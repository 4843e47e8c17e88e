/** What stands at the head of the document, so that it can be read without this product. */
export const personalDataNotes: Readonly<Record<'de' | 'en', readonly string[]>> = {
  de: [
    'Dieses Dokument enthält, was über Sie gespeichert ist (Art. 15 und 20 DSGVO).',
    'Ihre Dateien stehen nicht darin: Sie laden sie unter „Dateien“ als Zip herunter.',
    'Passwörter, Schlüssel und Codes stehen nicht darin, auch nicht verschlüsselt.',
    'Von Nachrichten steht hier, wann welche an Sie ging; der Text steht in der Nachricht selbst und wird hier nach 30 Tagen gelöscht.',
    'Im Protokoll („audit“) sind Angaben über andere Personen ausgelassen; nach Ablauf der Frist bleibt dort nur, dass etwas geschah.',
    'Zeiten sind nach ISO 8601 geschrieben, Größen in Bytes.',
  ],
  en: [
    'This document holds what is stored about you (GDPR Art. 15 and 20).',
    'Your files are not in it: download them as a zip under “Files”.',
    'Passwords, keys and codes are not in it, not even encrypted.',
    'Of messages it says when which was sent to you; the text is in the message itself and is deleted here after 30 days.',
    'In the audit log (“audit”) what is about others is left out; after its time only the fact remains that something happened.',
    'Times are written as in ISO 8601, sizes in bytes.',
  ],
};
