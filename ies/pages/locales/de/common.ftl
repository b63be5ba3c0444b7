# Wörter, die jede Seite braucht.

service-name = System zum Informationsaustausch

field-first-name = Vorname
field-last-name = Nachname
field-email = E-Mail-Adresse
field-telephone = Telefonnummer
field-work-address = Dienstanschrift
field-organisation = Organisation
field-job-title = Funktion

abroad-organisation = Internationale Organisation
abroad-country = Außerhalb der Union: { $country }

menu-start = Startseite
menu-communities = Communities
menu-people = Personen
menu-account = Mein Konto
menu-requests = Anträge
menu-users = Nutzer
menu-organisations = Organisationen
menu-roles = Rollen
menu-cases = Anfragen
menu-breaches = Verletzungen
menu-retention = Aufbewahrung
menu-record = Verzeichnis
menu-statements = Erklärungen und Bedingungen
menu-log = Protokoll
menu-system = System
footer-privacy = Datenschutzerklärung ({ $reference })
footer-cookies = Cookies
footer-accessibility = Barrierefreiheit
footer-legal = Rechtlicher Hinweis und Kontakt

# Was mit einem Feld nicht stimmt.
error-missing = { $field }: Bitte füllen Sie dieses Feld aus.
error-choose = { $field }: Bitte wählen Sie etwas aus.
error-too-long = { $field }: Der Text ist zu lang. Höchstens { $most } Zeichen sind möglich.
error-too-short = { $field }: Bitte geben Sie mindestens { $most } Zeichen an.
error-line-break = { $field }: Bitte schreiben Sie dies in eine Zeile.
error-too-many-lines = { $field }: Bitte verwenden Sie höchstens { $most } Zeilen.
error-characters = { $field }: Ein Zeichen darin kann nicht verwendet werden. Bitte geben Sie den Text neu ein.
error-not-in-names = { $field }: Ein Zeichen darin gehört nicht in einen Namen.
error-no-letter-first = { $field }: Bitte beginnen Sie mit einem Buchstaben.
error-email = { $field }: Bitte geben Sie eine Adresse wie name@example.org an.
error-email-domain = { $field }: Der Teil nach dem @ ist keine gültige Domain.
error-email-same = { $field }: Dies ist bereits die jetzige Adresse.
error-email-not-usable = { $field }: Diese Adresse kann nicht verwendet werden. Schreiben Sie an die Benutzerhilfe, damit dies geprüft wird.
error-telephone-country = { $field }: Bitte beginnen Sie mit der Landesvorwahl, zum Beispiel +32.
error-telephone = { $field }: Bitte verwenden Sie Ziffern und Leerzeichen, zum Beispiel +32 2 555 01 02.
error-telephone-extension = { $field }: Bitte lassen Sie die Nebenstelle weg, oder geben Sie die vollständige Nummer an.
error-date = { $field }: Bitte geben Sie ein Datum an, das es gibt.
error-dates-reversed = Der erste Tag liegt nach dem letzten.
error-organisation-twice = Bitte wählen Sie eine Organisation aus oder beschreiben Sie eine neue, aber nicht beides.
error-consent = Ohne Einwilligung in die Verarbeitung Ihrer Daten kann kein Konto eröffnet werden.
error-transfer = Ohne Einwilligung in die Übermittlung kann kein Konto eröffnet werden.
error-understood = Bitte setzen Sie das Häkchen, um zu zeigen, dass Sie die Folgen kennen.
error-scan-missing = Bitte fügen Sie den Scan der Personalienseite Ihres Passes hinzu.
error-scan-too-large = Die Datei ist zu groß. Höchstens { $most } MB sind möglich.
error-scan-kind = Die Datei ist kein JPEG, PNG oder PDF.
error-scan-unreadable = Die Datei lässt sich nicht lesen. Bitte scannen oder fotografieren Sie die Seite noch einmal.
error-scan-extent = Die Datei hat mehr Seiten oder Bildpunkte, als eine Personalienseite braucht. Bitte senden Sie nur diese Seite.
error-scan-active = Die Datei enthält mehr als ein Bild, etwa ein Formular, ein Programm oder ein Passwort. Bitte senden Sie einen einfachen Scan oder ein Foto.
error-scan-harmful = Die Datei ist schädlich und wurde gelöscht. Bitte verwenden Sie eine andere.
error-other = { $field }: Bitte prüfen Sie dies.

# Was im Ganzen nicht ging.
problem-not-found = Hier ist nichts
problem-not-found-text = Die Seite gibt es nicht, oder sie ist nicht für Sie bestimmt.
problem-gone = Das ist nicht mehr da
problem-gone-text = Es wurde nach Ablauf der Frist gelöscht.
problem-no-right = Das dürfen Sie nicht
problem-no-right-text = Ihre Rolle erlaubt es nicht. Nichts wurde geändert, und der Versuch wurde protokolliert.
problem-changed = Inzwischen hat sich etwas geändert
problem-changed-text = Jemand anderes, oder Sie selbst in einem anderen Fenster, hat dies geändert, während Sie daran arbeiteten. Nichts wurde überschrieben.
problem-too-many = Zu viele Anfragen
problem-too-many-text = In kurzer Zeit kamen mehr Anfragen, als ein Mensch stellt. Nichts wurde geändert.
problem-too-large = Das ist zu groß
problem-too-large-text = Was Sie gesendet haben, ist größer, als das System annimmt. Nichts wurde gespeichert.
problem-stale = Dieses Formular ist nicht mehr gültig
problem-stale-text = Es war zu lange offen, oder es kam nicht von dieser Website. Nichts wurde geändert.
problem-sign-in = Die Anmeldung ist nicht gelungen
problem-sign-in-text = EU Login hat Ihre Identität nicht bestätigt, oder die Anmeldung hat zu lange gedauert.
problem-unavailable = Das System ist nicht erreichbar
problem-unavailable-text = Nichts wurde geändert. Der Betreiber erfährt davon automatisch.
problem-failed = Etwas ist schiefgegangen
problem-failed-text = Nichts wurde geändert. Der Fehler wurde automatisch gemeldet.
problem-step-address = Prüfen Sie die Adresse.
problem-step-member = Gehört die Seite zu einer Community, prüfen Sie, ob Sie deren Mitglied sind.
problem-step-ask = Wenn Sie dies für Ihre Arbeit brauchen, fragen Sie die Leitung der Community oder die Benutzerhilfe.
problem-step-again = Öffnen Sie die Seite neu und wiederholen Sie Ihre Änderung.
problem-step-wait = Warten Sie einen Augenblick und versuchen Sie es noch einmal.
problem-step-smaller = Senden Sie eine kleinere Datei, zum Beispiel ein Foto mit geringerer Auflösung.
problem-step-sign-in = Melden Sie sich noch einmal an.
problem-step-help = Wenn es wieder geschieht, schreiben Sie an die Benutzerhilfe und nennen Sie den Code unten.
to-consent = Texte lesen und entscheiden
to-account-state = Lesen, was mit Ihrem Konto ist
