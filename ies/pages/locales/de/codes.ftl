# Wörter zu den Codes der Domäne.

kind-union-institution = Organ, Einrichtung oder sonstige Stelle der EU
kind-national-authority = Nationale Behörde
kind-international-organisation = Internationale Organisation
kind-non-governmental = Nichtregierungsorganisation
kind-private-company = Privates Unternehmen
kind-academic = Hochschule oder Forschungseinrichtung
kind-other = Andere

level-reader = Lesen
level-reader-about = Inhalte der Community lesen und die Kontaktdaten ihrer Mitglieder sehen.
level-contributor = Mitwirken
level-contributor-about = Lesen sowie eigene Beiträge hinzufügen und ändern.
level-editor = Bearbeiten
level-editor-about = Alles in der Community ändern.
level-lead = Leitung
level-lead-about = Außerdem Mitglieder und Einstellungen verwalten.
