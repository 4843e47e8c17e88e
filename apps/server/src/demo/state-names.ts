const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const firstNames = words(`
Anna Maria Petra Sabine Ute Kerstin Heike Katrin Silke Anja Antje Birgit Claudia Daniela Doreen Elke Franziska Gabriele Heidi
Ilona Ines Jana Juliane Karin Kathleen Kristin Lea Lena Lisa Luise Madlen Mandy Marion Martina Mia Monika Nadine Nancy Nicole
Peggy Ramona Regina Renate Romy Sandra Sarah Sophie Stefanie Susanne Sylvia Tanja Theresa Ulrike Vanessa Yvonne Ayşe Zoë Chloé
Andreas Thomas Michael Frank Uwe Jörg Jürgen Günther Götz Björn Sören Ralf Steffen Torsten Mario Jens Holger Dirk André René
Alexander Benjamin Bernd Christian Christoph Daniel David Dieter Dominik Eric Fabian Felix Florian Georg Hans Heiko Helmut Ingo
Jan Jonas Kai Karsten Kevin Klaus Kurt Lars Leon Lukas Manfred Marcel Marco Martin Matthias Maximilian Nico Norbert Oliver Paul
Peter Philipp Robert Roland Sebastian Stefan Sven Thilo Tobias Udo Ulrich Volker Werner Wolfgang Mehmet Łukasz François`);

export const lastNames = words(`
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann
Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler
Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther
Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer
Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn
Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Böhme Böttcher Bräuer Dörr Döring Fröhlich Förster Götze Gräfe Grünewald
Hübner Höfer Jänicke Kästner Köhn Künzel Löffler Lüdecke Märker Münch Nägele Nüßlein Öhler Pätzold Röder Rößler Rühl Sänger
Schönfeld Schütze Stöckel Süß Täubert Trümper Übelhack Völker Wächter Würfel Zöllner Zündorf Ackermann Adler Apel Bachmann Barth
Bauch Bergner Blumenstein Brückner Burkhardt Daßler Ehrhardt Eichhorn Fiedler Fleischer Geyer Göbel Grimm Gerlach Haußner Heinz
Henkel Hesse Hopfe Illgen Jahn Kämmerer Kirchner Kleinschmidt Knauer Knoll Kretzschmar Kunze Langguth Linke Lippold Lotze Mämpel
Mende Naumann Nitzsche Oberländer Oswald Patzer Pfeifer Querengässer Rauschenbach Reinhardt Reißig Rosenkranz Sachse Saalfeld
Schatz Scheler Schlegel Schlütter Schwabe Schwesinger Stiebritz Tänzer Thieme Tröger Ullrich Unger Wachsmuth Weidner Weißenborn
Wenzel Wiegand Wunderlich Yıldız Zacharias Zänker Zeuner Kowalczyk Nguyen Novák Öztürk Nowak`);

const beginnings = words(`
Alten Arn Bad Berg Birken Blanken Breiten Buchen Büchel Drei Dorn Ebers Eichen Eisen Ellers Erlen Fichten Finster Franken Frauen
Freien Frieden Fürsten Georgen Gold Gräfen Groß Grün Hain Heiligen Hermanns Hirsch Hohen Holz Ilmen Kalten Kirch Kloster Königs
Kranich Küllen Langen Linden Lützen Mehlis Mittel Mühl Neu Nieder Nord Ober Ost Pfaffen Rauen Reichen Roten Ruhl Saal Schmal
Schön Schwarz Sonnen Stein Süd Tannen Treff Unter Vogel Walters Weißen Wester Wiesen Wolfs Würz Zella Ziegen`);
const endings = words(`
bach berg born brück burg dorf eck feld fels furt hain hausen heim hof kirchen leben mühle ode rain rode roda see stadt stedt stein
tal thal ungen wald werda wangen winden`);

/** Names of places, none twice, in an order of their own. */
export function placeNames(): string[] {
  const names: string[] = [];
  for (let step = 0; names.length < beginnings.length * endings.length; step++) {
    const at = (step * 1_009) % (beginnings.length * endings.length);
    const beginning = beginnings[at % beginnings.length] ?? '';
    const ending = endings[Math.floor(at / beginnings.length)] ?? '';
    names.push(beginning === 'Bad' ? `Bad ${ending.charAt(0).toUpperCase()}${ending.slice(1)}` : beginning + ending);
  }
  return [...new Set(names)];
}

export const jobTitles = [
  'Sachbearbeitung',
  'Sachgebietsleitung',
  'Referat Haushalt',
  'Referat Personal',
  'IT-Service',
  'Poststelle',
  'Registratur',
  'Controlling',
  'Öffentlichkeitsarbeit',
  'Vollstreckung',
  'Bauaufsicht',
  'Vergabestelle',
  'Justiziariat',
  'Datenschutz',
  'Organisation',
  'Liegenschaften',
  'Kasse',
  'Prüfung',
  'Vorzimmer',
  'Bürgerbüro',
] as const;
