# Seiten über einen selbst: Profil, Rechte, Einwilligungen, Mitgliedschaften, Aktivitäten.

my-tabs = Ihr Konto
go-back = Zurück
to-profile = Zu Ihrem Profil
find-communities = Communities finden

dashboard-title = Willkommen, { $name }
dashboard-tasks = Zu erledigen
dashboard-tasks-none = Nichts wartet auf Sie.
dashboard-communities = Ihre Communities
dashboard-alone = Sie gehören noch keiner Community an
dashboard-alone-text = Bis dahin sehen Sie Ihr eigenes Profil und die öffentlichen Seiten, und niemand sieht Ihre Kontaktdaten.
dashboard-duties = Ihre Aufgaben
due-overdue = Überfällig
due-soon = Bald
due-later = Rechtzeitig
due-on = bis { $date }

profile-title = Profil bearbeiten
profile-lead = Mitglieder Ihrer Communities sehen diese Angaben, und sonst nichts über Sie.
profile-name = Name
profile-name-note = Ihr Name wurde mit Ihrem Pass verglichen, als Ihr Konto eröffnet wurde. Wenn Sie ihn ändern, erfahren es die Personen, die über Konten entscheiden; sie können Sie danach fragen.
profile-reach = Wie man Sie erreicht
profile-email-now = Nachrichten gehen an:
profile-email-hint = Wir schreiben zuerst an die neue Adresse. Die jetzige gilt, bis Sie bestätigen.
profile-email-change = Adresse ändern
profile-organisation = Von Ihrer Organisation hängt ab, ob andere erfahren, dass ihre Angaben die Union verlassen; eine Änderung trägt daher ein Mensch ein. Wenn Sie den Arbeitgeber gewechselt haben, teilen Sie es uns mit:
profile-save = Speichern
email-pending = Eine neue E-Mail-Adresse wartet auf Ihre Bestätigung
email-pending-text = Wir haben an { $email } geschrieben. Der Link in dieser Nachricht gilt bis { $moment }.
email-again = Nachricht noch einmal senden
email-cancel = Jetzige Adresse behalten
confirm-email-title = E-Mail-Adresse bestätigen
confirm-email-text = Nachrichten dieses Systems gehen dann an die neue Adresse, und Mitglieder Ihrer Communities sehen sie.
confirm-email-new = Neue E-Mail-Adresse
confirm-email-do = Diese Adresse bestätigen
confirm-email-not = Nichts ändern
email-confirmed = Ihre E-Mail-Adresse ist bestätigt
email-confirmed-text = Nachrichten gehen von nun an an { $email }.
email-link-ended = Dieser Link gilt nicht mehr
email-link-ended-text = Er ist zu alt, wurde schon benutzt oder durch einen neueren ersetzt. Ihre jetzige Adresse ist unverändert. In Ihrem Profil können Sie sich einen neuen Link senden lassen.
email-not-usable = Diese Adresse kann nicht verwendet werden
email-not-usable-text = Ihre jetzige Adresse ist unverändert. Wählen Sie in Ihrem Profil eine andere, oder schreiben Sie an die Benutzerhilfe, damit dies geprüft wird.

rights-title = Meine Daten und Rechte
rights-lead = Sehen Sie Ihre Daten ein, nehmen Sie sie mit, lassen Sie sie berichtigen oder löschen.
download-title = Eine Kopie Ihrer Daten
download-what = Sie erhalten eine Datei mit allem, was das System über Sie gespeichert hat: Profil, Einwilligungen, Mitgliedschaften, Anträge, eine Liste Ihrer Beiträge und das Protokoll Ihrer Aktivitäten, lesbar für Menschen und Maschinen.
download-terms = { $count ->
    [one] Sie ist innerhalb von 15 Minuten bereit, und Sie können sie einen Tag lang abholen.
   *[other] Sie ist innerhalb von 15 Minuten bereit, und Sie können sie { $count } Tage lang abholen.
 }
download-do = Kopie vorbereiten
download-preparing = In Vorbereitung seit { $moment }
download-preparing-text = Sie können diese Seite verlassen; wir senden Ihnen eine E-Mail, wenn die Kopie bereit ist.
download-look = Noch einmal nachsehen
download-ready = Ihre Kopie ist bereit
download-ready-text = Erstellt am { $made }, { $size }. Sie wird am { $until } gelöscht.
download-get = Kopie herunterladen
download-step-up = Bevor sie sich öffnet, werden Sie gebeten, sich noch einmal anzumelden.
download-expired = Ihre letzte Kopie wurde gelöscht
download-expired-text = Ihre Frist war abgelaufen. Sie können eine neue vorbereiten lassen.
download-failed = Die Kopie konnte nicht erstellt werden
download-failed-text = Der Fehler wurde automatisch gemeldet. Bitte versuchen Sie es später noch einmal, oder senden Sie unten eine Anfrage.
download-card = Ihre Kontaktkarte herunterladen (vCard)
rights-correct = Daten berichtigen
rights-correct-text = Ihre Kontaktdaten ändern Sie jederzeit selbst:
rights-ask = Etwas anderes verlangen
rights-ask-text = Was sich hier nicht einsehen oder ändern lässt, verlangen Sie mit eigenen Worten:
rights-end = Die Verarbeitung Ihrer Daten beenden
ending-consequence = Bitte bedenken Sie
consequence-short = Das Nutzerkonto wird deaktiviert, und alle personenbezogenen Daten werden gelöscht.
ending-erase = Daten löschen lassen
ending-erase-about = Ihr Konto endet, und Ihre Daten werden gelöscht.
ending-restrict = Verarbeitung einschränken
ending-restrict-about = Ihr Konto wird deaktiviert und Ihre Daten werden eingefroren, während Sie mit dem Verantwortlichen klären, was geschehen soll.
ending-object = Der Verarbeitung widersprechen
ending-object-about = Sie widersprechen aus Gründen, die sich aus Ihrer besonderen Situation ergeben.
ending-withdraw = Die gesamte Einwilligung widerrufen
ending-withdraw-about = Sie sind mit der Verarbeitung nicht mehr einverstanden.
rights-nothing-yet = Jeder dieser Links führt zu einer Seite, die die Folgen erklärt. Nichts geschieht, bevor Sie dort bestätigen.
ending-then = Was dann geschieht
ending-when = { $count ->
    [one] Ihre personenbezogenen Daten werden innerhalb einer Stunde gelöscht. Das lässt sich nicht rückgängig machen.
   *[other] Ihre personenbezogenen Daten werden innerhalb von { $count } Stunden gelöscht. Das lässt sich nicht rückgängig machen.
 }
ending-out = Sie werden sofort überall abgemeldet, und alle Ihre Mitgliedschaften enden.
ending-stays = Was Sie für Ihre Organisation oder nationale Kontaktstelle hinzugefügt haben, bleibt bei ihr. Statt Ihres Namens steht dort „ehemaliger Nutzer“ und der Name Ihrer Organisation.
ending-no-return = Wenn Sie sich später wieder anmelden, sind Sie hier unbekannt und können ein neues Konto beantragen.
ending-restrict-frozen = Ihre Daten werden eingefroren: Sie werden nicht verwendet, und niemand sieht sie. Bevor etwas gelöscht wird, bittet der Verantwortliche Sie um Bestätigung.
ending-withdraw-before = Die Rechtmäßigkeit der bis zum Widerruf erfolgten Verarbeitung wird nicht berührt.
ending-copy = Wenn Sie eine Kopie Ihrer Daten möchten, holen Sie sie vorher ab:
object-ground = Ihre Gründe
object-ground-hint = Was in Ihrer besonderen Situation gegen die Verarbeitung spricht. Der Verantwortliche antwortet mit einer Begründung.
ending-understood = Ich habe verstanden, dass mein Nutzerkonto deaktiviert wird und alle meine personenbezogenen Daten gelöscht werden.
ending-step-up = Möglicherweise werden Sie gebeten, sich noch einmal anzumelden, damit dies niemand anderes in Ihrem Namen tun kann.
ending-erase-do = Mein Konto deaktivieren und meine Daten löschen
ending-restrict-do = Mein Konto deaktivieren und meine Daten einfrieren
ending-object-do = Widersprechen und mein Konto deaktivieren
ending-withdraw-do = Einwilligung widerrufen und mein Konto deaktivieren
ending-keep = Mein Konto behalten
requests-title = Ihre Anfragen
requests-none = Sie haben noch keine Anfrage gesendet
requests-none-text = Anfragen, die Sie hier, per E-Mail oder per Brief stellen, stehen mit ihren Fristen in dieser Liste.
requests-what = Was Sie verlangt haben
requests-number = Nummer
requests-received = Eingegangen am
requests-due = Antwort fällig am
requests-state = Stand
requests-extended = Verlängert:
requests-asked = Was Sie geschrieben haben
requests-reply = Antwort
requests-reply-none = Es gibt noch keine Antwort. Sie erfahren es per E-Mail.
requests-complain = Wenn Sie mit dieser Antwort nicht einverstanden sind, können Sie sich an den Datenschutzbeauftragten wenden und beim Europäischen Datenschutzbeauftragten Beschwerde einlegen.
rights-reference = Referenz dieser Verarbeitung im Register: { $reference }.
rights-mail = Sie können auch an den Verantwortlichen schreiben; bitte geben Sie diese Referenz an.
cancel-title = Anfrage zurückziehen?
cancel-link = Anfrage zurückziehen
cancel-text = Nichts von dem, was Sie verlangt haben, wird dann getan. Sie können jederzeit eine neue Anfrage senden.
cancel-do = Zurückziehen
cancel-keep = Anfrage behalten
ask-title = Anfrage senden
ask-lead = Sie geht an den Verantwortlichen.
ask-right = Was Sie verlangen
ask-text = Ihre Anfrage
ask-text-hint = Sagen Sie, um welche Daten es geht und was geschehen soll.
ask-answer = Sie erhalten innerhalb eines Monats eine Antwort. Dauert es länger, werden Ihnen die Gründe mitgeteilt.
ask-send = Anfrage senden

consents-title = Meine Einwilligungen
consents-lead = Worin Sie eingewilligt haben, wann, und in welchem Wortlaut.
consents-none = Es ist keine Einwilligung gespeichert
consents-none-text = Bei der nächsten Anmeldung werden Sie darum gebeten.
consent-applies = Gilt
consent-ended = Gilt nicht mehr
consent-to = Sie haben eingewilligt in
consent-texts = Texte
consent-ended-at = Widerrufen oder ersetzt am
consent-fingerprint = Fingerabdruck der Texte
consent-transfer-withdrawn = Widerrufen am { $moment }
consent-channel = Wie
consent-by-letter = Per Brief oder E-Mail; sie wurde für Sie eingetragen
transfer-end = Nur die Einwilligung in die Übermittlung widerrufen
transfer-end-text = Ihr Konto bleibt. Sie verlassen die Communities, die Mitglieder außerhalb der Union haben.
transfer-end-title = Einwilligung in die Übermittlung widerrufen?
transfer-end-left = Diese Communities verlassen Sie sofort, weil sie Mitglieder außerhalb der Union haben:
transfer-end-none = Sie gehören keiner Community an, die Mitglieder außerhalb der Union hat; vorerst ändert sich also nichts.
transfer-end-account = Ihr Konto und Ihre übrigen Mitgliedschaften bleiben.
transfer-end-join = Einer Community mit Mitgliedern außerhalb der Union können Sie nur beitreten, wenn Sie erneut einwilligen.
transfer-end-do = Einwilligung in die Übermittlung widerrufen
transfer-end-keep = Einwilligung behalten
consents-withdraw-text = Sie können Ihre Einwilligung jederzeit widerrufen, so einfach, wie Sie sie gegeben haben. Die Rechtmäßigkeit der bis zum Widerruf erfolgten Verarbeitung wird dadurch nicht berührt.
consents-withdraw = Einwilligung widerrufen

my-memberships-title = Meine Mitgliedschaften
my-memberships-lead = Mitglieder dieser Communities sehen Ihre Kontaktdaten, und Sie sehen ihre.
my-memberships = Communities, denen Sie angehören
my-community = Community
my-level = Was Sie dürfen
my-since = Seit
my-until = bis { $date }
my-abroad = Empfänger außerhalb der Union
my-abroad-count = { $count ->
    [0] Keine
    [one] Eine Organisation
   *[other] { $count } Organisationen
 }
my-leave = Verlassen
my-leave-link = Verlassen
my-only-lead = Sie sind ihre einzige Leitung. Übergeben Sie sie zuerst.
my-invited = Sie sind zu „{ $community }“ eingeladen
my-invited-until = Bitte antworten Sie bis zum { $date }.
my-invited-answer = Lesen und antworten
my-waiting = Noch nicht entschiedene Bewerbungen
my-waiting-since = Gesendet am { $date }
my-waiting-withdraw = Zurückziehen
my-roles = Ihre Rollen
my-role = Rolle
my-role-scope = Für
my-role-until = Bis
my-role-state = Stand
my-role-acknowledge = Pflichten zur Kenntnis nehmen
my-role-for-platform = das ganze System
my-role-for-programme = das Programm des Netzwerks
duties-title = Pflichten der Rolle „{ $role }“
duties-secrecy = Was Sie über andere erfahren, behandeln Sie vertraulich, auch wenn Sie die Rolle nicht mehr haben.
duties-purpose = Sie öffnen Daten anderer nur für das, wofür die Rolle da ist.
duties-logged = Was Sie öffnen, wird protokolliert, und Prüfer lesen das Protokoll.
my-leave-title = „{ $community }“ verlassen?
my-leave-then = Was dann geschieht
my-leave-access = Von diesem Augenblick an können Sie in dieser Community nichts mehr öffnen.
my-leave-card = Ihre Mitglieder sehen Ihre Kontaktdaten nicht mehr, es sei denn, Sie teilen eine andere Community, und Sie sehen ihre nicht mehr.
my-leave-stays = Was Sie dort hinzugefügt haben, bleibt.
my-leave-again = Um zurückzukommen, müssen Sie sich neu bewerben.
my-leave-do = „{ $community }“ verlassen
my-leave-keep = Bleiben

activity-title = Meine Aktivitäten
activity-lead = Wer Ihre Daten gesehen oder geändert hat, wann Sie sich angemeldet haben und was Sie getan haben. Alle Zeiten sind Brüsseler Zeit.
activity-filter = Was angezeigt wird
activity-from = Von
activity-to = Bis
activity-kind = Art
activity-all = Alles
activity-show = Anzeigen
activity-count = { $count ->
    [0] Keine Einträge
    [one] Ein Eintrag
   *[other] { $count } Einträge
 }
activity-none = Nichts anzuzeigen
activity-none-text = In dieser Zeit wurde nichts dergleichen protokolliert.
activity-when = Wann
activity-what = Was
activity-who = Wer
activity-purpose = Wozu
activity-you = Sie
activity-reason = Grund:
activity-sign-in = Anmeldung
activity-seen = Gesehen
activity-changed = Geändert
activity-own = Von Ihnen
activity-kept = { $count ->
    [one] Einträge werden einen Monat lang gespeichert.
   *[other] Einträge werden { $count } Monate lang gespeichert.
 }

notifications-title = Benachrichtigungen
notifications-lead = Wählen Sie, worüber wir Ihnen schreiben. Zu Beginn wird alles gesendet.
notify-communities = Neues aus Ihren Communities
notify-communities-hint = Dass Sie zu einer Community gehören, und dass eine von niemandem geleitet wird.
notify-tasks = Was Sie zu erledigen haben
notify-tasks-hint = Einladungen, Bewerbungen zur Entscheidung und beantwortete Fragen.
notify-language = Sprache der Nachrichten
notify-save = Speichern
notify-always = Was Sie immer erhalten
notify-always-text = Diese Nachrichten lassen sich nicht abstellen, weil Sie sie brauchen, um Ihre Rechte zu wahren:
notify-always-rights = Antworten auf Ihre Anfragen und was mit Ihrem Konto geschieht;
notify-always-changed = eine Änderung Ihrer Daten oder Ihrer E-Mail-Adresse, auch durch einen Administrator;
notify-always-abroad = wenn das erste Mitglied außerhalb der Union einer Ihrer Communities beitritt, damit Sie sie verlassen können;
notify-always-end = eine Warnung, bevor ein unbenutztes Konto deaktiviert oder gelöscht wird.
notify-address = Sie gehen an { $email }.
notify-content = Nachrichten enthalten Titel und Links, aber nie den Inhalt eines Dokuments oder einer Antwort.
often-at-once = Sofort
often-never = Nie

search-title = Personen finden
search-lead = Sie finden Personen, die eine Community mit Ihnen teilen. Andere erscheinen nicht.
search-field = Name, Organisation oder Funktion
search-hint = Mindestens zwei Buchstaben.
search-do = Suchen
search-count = { $count ->
    [0] Niemand gefunden zu „{ $query }“
    [one] Eine Person gefunden zu „{ $query }“
   *[other] { $count } Personen gefunden zu „{ $query }“
 }
search-none = Niemand in Ihren Communities passt dazu
search-none-text = Prüfen Sie die Schreibweise, oder versuchen Sie einen Teil des Namens. Personen, die keine Community mit Ihnen teilen, lassen sich nicht finden.

# Was soeben getan wurde.
dashboard-done-agreed = Danke. Ihre Einwilligung zu den neuen Texten ist gespeichert.
profile-done-saved = Ihre Angaben sind gespeichert
my-left = Sie haben „{ $community }“ verlassen
ask-done-sent = Ihre Anfrage ist eingegangen
cancel-done = Sie haben die Anfrage zurückgezogen
notify-done-saved = Ihre Auswahl ist gespeichert
own-done-email-sent = Wir haben an die neue Adresse geschrieben. Folgen Sie dem Link in dieser Nachricht, um sie zu bestätigen.
own-done-email-kept = Ihre jetzige Adresse bleibt
own-done-transfer = Ihre Einwilligung in die Übermittlung ist widerrufen
own-done-copy-asked = Ihre Kopie wird vorbereitet. Sie erhalten eine E-Mail, sobald sie fertig ist.
own-done-duties = Sie haben die Pflichten zur Kenntnis genommen. Die Rolle wirkt jetzt.
remind-edited = Ein Administrator hat Ihre Angaben geändert
remind-role = Pflichten einer Rolle zur Kenntnis nehmen
remind-invitation = Eine Einladung beantworten
remind-applications = { $count ->
    [one] Über eine Bewerbung entscheiden
   *[other] Über { $count } Bewerbungen entscheiden
 }
duty-requests = Anträge auf ein Konto, die auf eine Entscheidung warten.
duty-users = Konten, Änderungen in Ausnahmefällen und Organisationen.
duty-roles = Vorschläge, die auf eine zweite Person warten, und Rollen, die neu zu bestätigen sind.
duty-cases = Anfragen nach dem Datenschutzrecht und ihre Fristen.
duty-log = Was im System getan wurde, und das Siegel des Protokolls.
duty-system = Wie das System läuft.
activity-by-system = Das System
activity-by-other = Jemand anderes
activity-refused = abgelehnt
activity-origin = { $ip }, { $browser } unter { $system }
browser-other = einem anderen Browser
system-other = einem anderen System
change-privacy = Die Datenschutzerklärung hat eine neue Fassung.
change-terms = Die Nutzungsbedingungen haben eine neue Fassung.
archive-title = Eine Kopie Ihrer Daten
archive-about = Alles, was das System über Sie gespeichert hat, Stand { $moment }. Aktenzeichen: { $reference }.
archive-basis = Warum es aufbewahrt wird: { $basis }
archive-retention = Wann es gelöscht wird: { $retention }
archive-nothing = Es ist nichts gespeichert.
