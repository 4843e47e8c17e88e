import type { OrganisationKind } from '@landescloud/directory';

/** Invented people in organisations as the state has them. */
export const demoOrganisations: readonly {
  key: string;
  name: string;
  kind: OrganisationKind;
  parentKey: string | null;
}[] = [
  { key: 'tfm', name: 'Finanzministerium', kind: 'department', parentKey: null },
  { key: 'tmil', name: 'Ministerium für Infrastruktur und Landwirtschaft', kind: 'department', parentKey: null },
  { key: 'stadt-erfurt', name: 'Stadtverwaltung Erfurt', kind: 'municipality', parentKey: null },
];

export const demoPeople: readonly { login: string; name: string; organisationKey: string }[] = [
  { login: 'anna', name: 'Anna Albrecht', organisationKey: 'tfm' },
  { login: 'bernd', name: 'Bernd Böhme', organisationKey: 'tmil' },
  { login: 'clara', name: 'Clara Conrad', organisationKey: 'stadt-erfurt' },
];

/** The project that two of them share; the third must not find it. */
export const demoProject = {
  name: 'Haushalt 2027',
  organisationKey: 'tfm',
  members: [
    { login: 'anna', role: 'manager' },
    { login: 'bernd', role: 'editor' },
  ],
} as const;

/** Where, what, by whom. A path that ends with a slash is an empty folder. */
export const demoFiles: readonly { login: string; path: string; text: string }[] = [
  {
    login: 'anna',
    path: 'Willkommen.md',
    text: '# Willkommen\n\nDas ist Ihr persönlicher Bereich. Nur Sie sehen, was hier liegt.\n',
  },
  {
    login: 'anna',
    path: 'Notizen/Besprechung Montag.txt',
    text: 'Teilnehmende: Albrecht, Böhme\n\n1. Stand der Anmeldungen\n2. Termine\n3. Sonstiges\n',
  },
  { login: 'anna', path: 'Notizen/Ideen.md', text: '- Vorlagen für Bescheide sammeln\n- Rückfragen bündeln\n' },
  { login: 'anna', path: 'Reisen/', text: '' },
  {
    login: 'anna',
    path: 'Haushalt 2027/Zeitplan.md',
    text: '# Zeitplan\n\n| Schritt | bis |\n|---|---|\n| Anmeldungen | 31. März |\n| Gespräche | 15. Mai |\n| Entwurf | 30. Juni |\n',
  },
  {
    login: 'anna',
    path: 'Haushalt 2027/Einzelpläne/Einzelplan 06.csv',
    text: 'Kapitel;Titel;Ansatz\n0601;511 01;125000\n0601;525 01;48000\n0602;812 02;310000\n',
  },
  {
    login: 'bernd',
    path: 'Haushalt 2027/Einzelpläne/Einzelplan 10.csv',
    text: 'Kapitel;Titel;Ansatz\n1001;511 01;98000\n1003;721 11;5400000\n',
  },
  {
    login: 'bernd',
    path: 'Straßenbau/Bauabschnitt 3.txt',
    text: 'Abschnitt 3: Planfeststellung liegt vor, Ausschreibung im Herbst.\n',
  },
  {
    login: 'clara',
    path: 'Bürgerservice/Öffnungszeiten.md',
    text: '# Öffnungszeiten\n\nMontag bis Freitag 8 bis 16 Uhr, Dienstag bis 18 Uhr.\n',
  },
];
