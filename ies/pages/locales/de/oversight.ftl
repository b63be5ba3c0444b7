# Löschung, Verzeichnis, Verletzungen, Protokoll, Erklärungen und Zustand des Systems.

retention-title = Speicherung und Löschung
retention-lead = Was wann gelöscht wird. Jede Nacht löscht ein Auftrag, was seine Frist erreicht hat; niemand kann das aufschieben.
pending-title = Geschlossene Konten, deren Daten noch nicht gelöscht sind
pending-account = Konto
pending-cause = Anlass
pending-since = Seit
pending-by = Erledigt bis
pending-late = Verspätet
pending-frozen = Eingefroren, bis die Person entscheidet
runs-title = Läufe
runs-next = Der nächste Lauf beginnt am { $moment }.
runs-none = Noch kein Lauf
runs-none-text = Der erste beginnt heute Nacht.
runs-at = Begonnen am
runs-condition = Ergebnis
runs-erased = Gelöscht
runs-failed = Fehlgeschlagen
rules-title = Regeln
rules-text = Die Zahlen sind vom letzten Lauf.
rules-category = Daten
rules-period = Speicherdauer
rules-law = Rechtsgrundlage
rules-erased = Gelöscht
rules-failed = { $count } fehlgeschlagen
run-title = Lauf vom { $moment }
failures-text = Was nicht gelöscht werden konnte, wird beim nächsten Lauf erneut versucht.
failures-id = Kennung
failures-code = Fehler
failures-tried = Zuletzt versucht
tries = { $count ->
    [one] einmal versucht
   *[other] { $count }-mal versucht
 }
run-nothing = Keine Frist war abgelaufen
run-nothing-text = Der Lauf hat stattgefunden und nichts zu löschen gefunden.
condition-good = In Ordnung
condition-troubled = Zu beachten
condition-bad = Gestört
condition-unknown = Noch nicht bekannt

record-title = Verzeichnis der Verarbeitungstätigkeiten
record-lead = Erzeugt aus dem Register im Programm und der Konfiguration in ihrem jetzigen Stand (Artikel 31 der Verordnung (EU) 2018/1725).
record-json = Als JSON herunterladen
record-controller = Verantwortlicher
record-officer = Datenschutzbeauftragter
record-reference = Referenz im Register
record-categories = Kategorien personenbezogener Daten
record-subjects = Betroffene Personen
subjects-users = Nutzerinnen und Nutzer
subjects-applicants = Antragstellende
subjects-former-users = Frühere Nutzerinnen und Nutzer
subjects-requesters = Personen, die ihre Rechte ausüben
subjects-staff = Personal
record-nobody = Niemand außer dem System selbst
record-basis = Rechtsgrundlage
record-purposes = Zwecke
record-recipients = Empfänger
record-transferred = Auch in Drittländern und internationalen Organisationen
record-period = Speicherdauer
record-encrypted = Verschlüsselung
record-own-key = Unter einem eigenen Schlüssel
record-volume = Mit der Datenbank
record-measures = Maßnahmen zur Sicherheit
record-versions = Fassungen
record-versions-none = Noch keine wurde aufbewahrt.
record-version = Fassung
record-kept = Aufbewahrt am
record-what-changed = Was sich geändert hat
record-category-added = Neu: { $name }
record-category-changed = Geändert: { $name }
record-category-removed = Entfallen: { $name }
record-rest-changed = Verantwortlicher, Datenschutzbeauftragter, Aktenzeichen oder Maßnahmen geändert

breaches-title = Verletzungen des Schutzes personenbezogener Daten
breaches-lead = Hier wird jede Verletzung eingetragen, auch eine, die nicht gemeldet werden muss (Artikel 34 und 35 der Verordnung (EU) 2018/1725).
breaches-none = Keine Verletzung ist eingetragen
breaches-none-text = Wenn Sie eine vermuten, tragen Sie sie ein. Ob es eine ist, lässt sich danach klären.
breaches-list = Register
breach-what = Was geschehen ist
breach-what-hint = In wenigen Worten, ohne Namen.
breach-what-missing = Bitte sagen Sie in wenigen Worten, was geschehen ist.
breach-aware = Bekannt seit
breach-risk = Risiko für Personen
breach-clock = Meldung an den Europäischen Datenschutzbeauftragten
breach-state = Stand
breach-is-open = Offen
breach-is-closed = Abgeschlossen
breach-new = Verletzung eintragen
breach-new-text = Die 72 Stunden für die Meldung an den Europäischen Datenschutzbeauftragten laufen von dem Augenblick an, in dem die Verletzung dem Verantwortlichen bekannt wurde, nicht vom Eintrag an.
breach-known = Was bekannt ist
breach-known-hint = Was mit welchen Daten geschehen ist, wie viele Personen und Datensätze betroffen sind, was daraus folgt, was getan wurde. Später lässt sich mehr hinzufügen.
breach-known-missing = Bitte schreiben Sie, was bisher bekannt ist.
breach-aware-day = Bekannt seit: Tag
breach-aware-hint = Brüsseler Zeit.
breach-aware-missing = Bitte geben Sie Tag und Uhrzeit an.
breach-aware-time = Bekannt seit: Uhrzeit
breach-enter = Verletzung eintragen
clock-not-due = Nicht erforderlich
clock-running = { $count ->
    [0] Weniger als 1 Stunde übrig
    [one] Noch 1 Stunde
   *[other] Noch { $count } Stunden
 }
clock-over = { $count ->
    [0] Überfällig
    [one] 1 Stunde überfällig
   *[other] { $count } Stunden überfällig
 }
clock-reported = Gemeldet am { $moment }
risk-unknown = Risiko noch unbekannt
risk-unknown-text = Die 72 Stunden laufen.
risk-unlikely = Risiko unwahrscheinlich
risk-unlikely-text = Keine Meldung. Der Eintrag bleibt als Nachweis.
risk-likely = Risiko wahrscheinlich
risk-likely-text = Die Verletzung wird dem Europäischen Datenschutzbeauftragten innerhalb von 72 Stunden gemeldet.
risk-high = Hohes Risiko
risk-high-text = Die Verletzung wird dem Europäischen Datenschutzbeauftragten gemeldet, und die Personen werden unverzüglich unterrichtet.
breach-report-by = Zu melden bis
breach-delayed = Verspätet, weil: { $reason }
breach-affected = Betroffen
breach-users = { $count ->
    [0] Keine Nutzer bekannt
    [one] 1 Nutzer
   *[other] { $count } Nutzer
 }
breach-affected-list = Liste der Betroffenen
breach-told = Personen unterrichtet
breach-told-directly = Jede einzeln, am { $moment }
breach-told-publicly = Durch öffentliche Bekanntmachung, am { $moment }
breach-told-not = Nicht erforderlich: { $reason }
assess-title = Risiko einschätzen
assess-risk = Was bedeutet die Verletzung für die betroffenen Personen?
assess-do = Einschätzung speichern
report-title = Meldung vermerken
report-text = Melden Sie die Verletzung zuerst auf dem üblichen Weg dem Europäischen Datenschutzbeauftragten; vermerken Sie es dann hier. Es zählt der Zeitpunkt des Vermerks.
report-delay = Warum sie verspätet ist
report-delay-hint = Erforderlich, wenn die 72 Stunden vorbei sind.
report-delay-missing = Die 72 Stunden sind vorbei. Bitte sagen Sie, warum die Meldung verspätet ist.
report-do = Die Verletzung wurde gemeldet
tell-title = Betroffene Personen unterrichten
tell-text = Die Mitteilung sagt in klarer und einfacher Sprache, was geschehen ist, was daraus folgen kann und an wen man sich wendet.
tell-how = Wie
tell-how-missing = Bitte wählen Sie, wie die Personen unterrichtet werden.
tell-directly = Jede einzeln, durch eine E-Mail des Systems
tell-directly-text = Sie geht sofort an die betroffenen Nutzer.
tell-publicly = Durch öffentliche Bekanntmachung
tell-publicly-text = Nur wenn es unverhältnismäßig wäre, jede Person einzeln zu unterrichten.
tell-not-needed = Gar nicht
tell-not-needed-text = Nur wenn andere die Daten nicht lesen können oder das Risiko abgewendet ist.
tell-message = Nachricht an die Personen
tell-message-hint = Was geschah, was für sie daraus folgen kann, was dagegen getan wurde und was sie tun können. Nötig, außer wenn niemand unterrichtet wird.
tell-message-missing = Bitte schreiben Sie, was den Personen mitgeteilt wird.
tell-to = An
tell-confirm-title = Alle unterrichten, die „{ $name }“ betrifft?
tell-confirm-button = Senden
tell-follows-sent = Jede erhält sofort eine E-Mail mit Ihrer Nachricht.
tell-follows-contacts = Darin stehen der Verantwortliche, der Datenschutzbeauftragte und der Aufsichtsführende.
tell-follows-final = Das lässt sich nicht zurücknehmen.
tell-reason = Grund
tell-reason-hint = Erforderlich, wenn die Personen nicht unterrichtet werden.
tell-reason-missing = Bitte sagen Sie, warum die Personen nicht unterrichtet werden.
tell-do = Ausführen und vermerken
close-text = Alles, was das Risiko verlangt, ist getan. Ein abgeschlossener Fall wird nicht mehr geändert.
close-do = Fall abschließen
close-missing = Bevor der Fall abgeschlossen werden kann:
close-risk = Schätzen Sie das Risiko ein.
close-report = Melden Sie die Verletzung dem Europäischen Datenschutzbeauftragten.
close-tell = Unterrichten Sie die betroffenen Personen, oder sagen Sie, warum das nicht erforderlich ist.

log-title = Protokoll
log-lead = Wer was wann wozu getan hat und mit welchem Ergebnis. Adressen und Geräte werden nur auf dieser Seite gezeigt.
log-logged = Diese Suche wird protokolliert
log-logged-text = Jede Suche steht im Protokoll, mit Ihrem Namen und dem, wonach Sie gesucht haben. Suchen Sie nur, was Ihre Aufgabe erfordert.
log-search = Protokoll durchsuchen
log-from = Von
log-to = Bis
log-doer = Wer (Kennung)
log-deed = Was (Code)
log-purpose = Zweck
log-outcome = Ergebnis
log-object = Gegenstand (Kennung)
log-ip = IP-Adresse
log-do = Suchen
log-dates-reversed = Der erste Tag liegt nach dem letzten.
log-start = Noch wurde nichts gesucht
log-start-text = Wählen Sie mindestens einen Zeitraum.
log-none = Kein Eintrag passt dazu
log-none-text = Wählen Sie einen längeren Zeitraum oder weniger Bedingungen.
log-count = { $count ->
    [one] { $shown } Eintrag
   *[other] { $shown } Einträge
 }
log-count-more = { $shown } Einträge oder mehr
log-when = Wann
log-device = Gerät
log-place-unknown = Ort unbekannt
log-technical-none = Keine, oder nach Fristablauf gelöscht
outcome-done = Getan
outcome-refused = Abgelehnt

statements-title = Datenschutzerklärung und Nutzungsbedingungen
statements-lead = Was Nutzer angenommen haben, Fassung für Fassung. Eine veröffentlichte Fassung wird nie geändert.
statements-to-ask = { $count ->
    [one] 1 Nutzer muss den jetzt geltenden Texten noch zustimmen
   *[other] { $count } Nutzer müssen den jetzt geltenden Texten noch zustimmen
 }
statements-to-ask-text = Sie werden bei der nächsten Anmeldung gefragt, vor allem anderen.
statements-publish = Neue Fassung veröffentlichen:
statements-list = Fassungen
statements-none = Nichts ist veröffentlicht
statements-none-text = Bis beide Texte veröffentlicht sind, kann sich niemand registrieren.
statements-text = Text
statements-version = { $text }, Fassung { $version }
statements-since = Gilt ab
statements-change = Änderung
statements-standing = Stand
statements-agreed = Zustimmungen
text-privacy-statement = Datenschutzerklärung
text-terms-of-use = Nutzungsbedingungen
standing-coming = Gilt demnächst
standing-in-force = Gilt jetzt
standing-past = Früher
publish-title = Veröffentlichen: { $text }
publish-version = Dies wird Fassung { $version }.
publish-texts = Der Text
publish-language = Sprache
publish-digest = SHA-256
publish-missing = Fehlt
publish-read = Lesen
publish-incomplete = Eine Sprache fehlt
publish-incomplete-text = Alle Sprachen werden zusammen veröffentlicht. Fügen Sie den fehlenden Text hinzu, und kommen Sie wieder.
publish-kind = Welcher Art ist die Änderung?
publish-kind-missing = Bitte wählen Sie die Art der Änderung.
publish-material = In der Sache
publish-material-text = { $count ->
    [one] Zwecke, Empfänger, Daten oder Rechte ändern sich. 1 Nutzer wird erneut um die Einwilligung gebeten und erreicht vor der Antwort nichts anderes. Eine Ablehnung schließt das Konto.
   *[other] Zwecke, Empfänger, Daten oder Rechte ändern sich. { $count } Nutzer werden erneut um die Einwilligung gebeten und erreichen vor der Antwort nichts anderes. Eine Ablehnung schließt das Konto.
 }
publish-minor = Nicht in der Sache
publish-minor-text = Wortlaut, Kontakte oder Gestaltung ändern sich. Nutzer sehen den neuen Text einmal und fahren fort.
publish-since = Gilt ab
publish-since-hint = Heute oder ein späterer Tag, um Mitternacht Brüsseler Zeit.
publish-since-missing = Bitte geben Sie heute oder einen späteren Tag an.
publish-changes-en = Was sich ändert, auf Englisch
publish-changes-fr = Was sich ändert, auf Französisch
publish-changes-de = Was sich ändert, auf Deutsch
publish-changes-hint = Zwei oder drei Sätze. Nutzer lesen sie vor dem Text.
publish-changes-missing = Bitte sagen Sie in jeder Sprache, was sich ändert.
publish-next = Veröffentlichen …
publish-material-title = „{ $name }“ als Änderung in der Sache veröffentlichen?
publish-minor-title = „{ $name }“ ohne Änderung in der Sache veröffentlichen?
publish-button = Veröffentlichen
publish-unchanged = Danach kann die Fassung nicht mehr geändert oder zurückgezogen werden.
publish-asked = Sobald sie gilt, werden alle Nutzer vor allem anderen um ihre Einwilligung gebeten.
publish-refusal = Wer nicht zustimmt, kann die eigenen Daten herunterladen; danach wird das Konto geschlossen.
publish-not-asked = Bereits gegebene Einwilligungen gelten weiter. Nutzer sehen den neuen Text einmal.

health-title = Zustand des Systems
health-lead = Wie es den Teilen des Systems geht und was seine Aufträge tun. Hier stehen keine personenbezogenen Daten.
health-at = Geprüft am { $moment }
health-parts = Teile
health-part = Teil
health-condition = Zustand
health-text = Was das bedeutet
part-database = Datenbank
part-disk = Festplatte
part-mail = E-Mail
part-scanner = Prüfung von Dateien auf schädliche Inhalte
part-log = Versiegelung des Protokolls
part-sign-in = EU Login
part-backup = Sicherung
given-up-title = Aufgegeben
given-up-text = Diese Aufträge sind so oft fehlgeschlagen, wie sie versucht werden. Beheben Sie die Ursache, und versuchen Sie es dann noch einmal; nichts ist verloren.
jobs-title = Aufträge
jobs-kind = Art
jobs-due = Wartend
jobs-oldest = Ältester
jobs-done = In 24 Stunden erledigt
jobs-given-up = Aufgegeben
jobs-none = Kein Auftrag ist bekannt
jobs-none-text = Aufträge stehen hier, sobald das System eine Minute läuft.
minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
 }

done-breach-entered = Die Verletzung wurde eingetragen
done-breach-entered-text = Die 72 Stunden laufen von dem Zeitpunkt an, den Sie angegeben haben.
done-breach-noted = Es wurde vermerkt
done-breach-noted-text = Es steht unten, mit Ihrem Namen.
done-breach-closed = Der Fall wurde abgeschlossen
done-breach-closed-text = Er bleibt als Nachweis.
done-published = Die Fassung wurde veröffentlicht
done-published-text = Sie gilt ab dem angegebenen Tag.

integrity-title = Ist das Protokoll unversehrt?
integrity-lead = Wie weit das Protokoll versiegelt ist, und was die Nachrechnung aus seinen Zeilen ergeben hat.
integrity-sound = Nichts wurde verändert
integrity-sound-text = Jede versiegelte Zeile passt zu dem, was unterschrieben wurde.
integrity-late = Die Versiegelung ist im Rückstand
integrity-late-text = Die neuesten Zeilen sind noch nicht versiegelt. Hält das an, sagen Sie es dem Betrieb.
integrity-broken = Das Protokoll wurde verändert
integrity-broken-text = Eine Zeile passt nicht zu dem, was unterschrieben wurde. Lassen Sie alles, wie es ist, und sagen Sie es der oder dem Datenschutzbeauftragten und dem Betrieb.
integrity-recomputed = Nachgerechnet
integrity-recomputed-not = Das Protokoll wurde seit dem Start des Systems nicht nachgerechnet.
integrity-recomputed-fits = Am { $moment } passten alle { $rows } Zeilen.
integrity-recomputed-erased = Davon waren { $rows } nach ihrer Zeit gelöscht: ihr Inhalt ist fort, ihre Prüfwerte passen.
integrity-recomputed-fault = Am { $moment } passte etwas nicht. Für den Betrieb:
integrity-recompute = Jetzt nachrechnen
integrity-numbers = In Zahlen
integrity-sealed = Versiegelte Zeilen
integrity-waiting = Zeilen, die auf die Versiegelung warten
integrity-signed = Zuletzt unterschrieben
integrity-key = Unterschrieben mit
integrity-root = Wurzel des Baums
integrity-download = Der unterschriebene Prüfpunkt als Text
integrity-how = Wie sich das beweisen lässt
integrity-how-text = Jede Zeile ist ein Blatt eines Baums von Prüfwerten, dessen Wurzel alle paar Sekunden unterschrieben wird. Wer einen früheren Prüfpunkt aufbewahrt, kann mit öffentlichen Werkzeugen zeigen, dass das Protokoll von heute ihn fortsetzt.
log-integrity = Ist das Protokoll unversehrt?

affected-title = Betroffene
affected-lead = Die Benutzer, die die Verletzung betrifft. Wer hier steht, wird benachrichtigt, wenn Sie jede Person einzeln unterrichten.
affected-communities = Communities, in denen sie Mitglied sind:
affected-none = Noch steht niemand auf der Liste
affected-none-text = Suchen Sie unten Benutzer und nehmen Sie auf, wen die Verletzung betrifft.
affected-who = Benutzer
affected-do = Was Sie tun können
affected-gone = Ein gelöschtes Konto
affected-remove = Von der Liste nehmen
affected-told = Jede Person wurde unterrichtet
affected-told-text = Wer jetzt aufgenommen wird, wird sofort per E-Mail unterrichtet, und niemand wird mehr von der Liste genommen.
affected-search = Benutzer aufnehmen
affected-query = Name, Adresse oder Organisation
affected-query-hint = Ganze Wörter oder ihr Anfang.
affected-query-none = Niemand wurde gefunden. Bitte suchen Sie nach einem anderen Wort.
affected-find = Suchen
affected-found = { $count ->
    [one] 1 Benutzer gefunden
   *[other] { $count } Benutzer gefunden
 }
affected-noted = Aufgenommen
affected-add = Als betroffen aufnehmen
affected-all-text = Alle oben gezeigten Personen werden auf einmal aufgenommen. Wurden mehr gefunden, grenzen Sie die Suche ein oder wiederholen Sie sie.
affected-all = Alle diese aufnehmen
done-breach-told = Die Unterrichtung der Betroffenen wurde geregelt
affected-do-noted = Betroffene Benutzer wurden aufgenommen
affected-do-removed = Ein Benutzer wurde von der Liste der Betroffenen genommen
done-affected = Die Liste wurde geändert
done-affected-text = Was Sie unten sehen, ist das, was aufbewahrt wird.
tell-nobody = Niemand ist als betroffen aufgenommen, also würde niemand unterrichtet. Bitte nehmen Sie zuerst die betroffenen Benutzer auf oder wählen Sie einen anderen Weg.
