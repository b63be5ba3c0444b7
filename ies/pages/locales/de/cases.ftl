# Anfragen betroffener Personen.

right-access = Auskunft über die Daten
right-rectification = Berichtigung
right-erasure = Löschung
right-restriction = Einschränkung der Verarbeitung
right-portability = Datenübertragbarkeit
right-objection = Widerspruch
right-consent-withdrawal = Widerruf der Einwilligung
channel-page = Auf einer Seite
channel-mail = Per E-Mail
channel-letter = Per Brief
channel-in-person = Persönlich
case-received = Eingegangen
case-identity-check = Identität wird geprüft
case-in-progress = In Bearbeitung
case-extended = Frist verlängert
case-fulfilled = Erfüllt
case-partly = Teilweise erfüllt
case-refused = Abgelehnt
case-cancelled = Zurückgezogen
time-left = { $count ->
    [0] letzter Tag
    [one] noch 1 Tag
   *[other] noch { $count } Tage
 }
time-overdue = { $count ->
    [one] 1 Tag überfällig
   *[other] { $count } Tage überfällig
 }

cases-title = Anfragen betroffener Personen
cases-lead = Alles, was Menschen zu ihren eigenen Daten verlangen, auf einer Seite oder per Brief. Jede Anfrage wird innerhalb eines Monats beantwortet.
cases-overdue = { $count ->
    [one] 1 Anfrage ist überfällig
   *[other] { $count } Anfragen sind überfällig
 }
cases-overdue-text = Das Gesetz gibt einen Monat ab Eingang. Beantworten Sie diese zuerst.
cases-open = { $count ->
    [0] Keine Anfrage ist offen.
    [one] 1 Anfrage ist offen.
   *[other] { $count } Anfragen sind offen.
 }
cases-state = Stand
cases-state-open = Offen
cases-right = Was verlangt wird
cases-none = Keine Anfrage passt dazu
cases-none-text = Um beantwortete Anfragen zu sehen, wählen Sie einen anderen Stand.
cases-count = { $count ->
    [one] 1 Anfrage
   *[other] { $count } Anfragen
 }
cases-number = Nummer
cases-who = Wer anfragt
cases-received = Eingegangen am
cases-due = Antwort fällig am

case-title = Anfrage { $number }
case-due = Antwort fällig am { $date }
case-own = Dies ist Ihre eigene Anfrage
case-own-text = Niemand bearbeitet die eigene Anfrage. Das übernimmt jemand anderes.
case-about = Betroffene Person
case-about-unknown = Noch nicht bekannt
case-about-nobody = Jemand, von dem keine Daten gespeichert sind
case-executed = Auf das Konto angewendet am
case-text = Was die Person geschrieben hat
steps-title = Was geschehen ist
steps-none = Noch nichts.
identity-title = Wer ist es?
identity-text = Vergewissern Sie sich, dass die Person ist, wer sie zu sein angibt, bevor etwas gezeigt oder geändert wird. Verlangen Sie nicht mehr, als nötig ist.
identity-closes = Diese Anfrage schließt das Konto
identity-closes-text = Sobald Sie bestätigen, wer die Person ist, wird das Nutzerkonto deaktiviert, und alle personenbezogenen Daten werden gelöscht. Vorher werden Sie noch einmal gefragt.
identity-about = Die Anfrage betrifft
identity-nobody = Jemanden, von dem keine Daten gespeichert sind
identity-nobody-text = Die Antwort sagt, dass nichts gespeichert ist.
identity-missing = Bitte wählen Sie, wen die Anfrage betrifft.
identity-do = Bestätigen
identity-ask-text = Wenn Sie es nicht feststellen können, fragen Sie die Person. Die Frist läuft weiter.
identity-ask = Nach der Identität fragen
answer-title = Beantworten
answer-intro = Die Antwort wird per E-Mail oder Brief gesendet. Sie nennt den Verantwortlichen und den Datenschutzbeauftragten; eine Ablehnung nennt auch den Europäischen Datenschutzbeauftragten und den gerichtlichen Rechtsbehelf.
answer-fulfilled-text = Getan wie verlangt.
answer-partly-text = Getan, soweit das Recht es erlaubt. Geben Sie Ablehnungsgrund und Begründung an.
answer-refused-text = Geben Sie Ablehnungsgrund und Begründung an. Sie werden noch einmal gefragt.
answer-missing = Bitte wählen Sie eine Antwort.
answer-ground = Ablehnungsgrund
answer-ground-hint = Nur bei einer vollständigen oder teilweisen Ablehnung.
answer-ground-missing = Bitte wählen Sie den Ablehnungsgrund.
refusal-ground-not-identified = Es ließ sich nicht feststellen, wer anfragt
refusal-ground-manifestly-unfounded = Offenkundig unbegründet
refusal-ground-excessive = Exzessiv, wegen häufiger Wiederholung
refusal-ground-rights-of-others = Es würde die Rechte anderer beeinträchtigen
refusal-ground-legal-obligation = Eine rechtliche Verpflichtung oder ein Rechtsanspruch steht entgegen
refusal-ground-data-correct = Die Daten sind richtig
refusal-ground-right-restricted = Interne Vorschriften beschränken das Recht
answer-reasons = Begründung
answer-reasons-hint = Die Person liest sie. Erforderlich bei einer Ablehnung und für das Ergebnis eines Widerspruchs.
answer-reasons-missing = Bitte geben Sie die Begründung an; die Person wird sie lesen.
answer-nothing-held = Über diese Person ist nichts gespeichert
answer-nothing-held-hint = Auch das ist eine Antwort.
answer-do = Antwort senden
outcome-title = Die Antwort
outcome-answer = Antwort
outcome-at = Gegeben am
outcome-held = Gespeicherte Daten
outcome-nothing-held = Keine
outcome-recipients = Zu unterrichten, weil sie die Daten erhalten haben
extend-title = Frist verlängern
extend-text = Nur wenn die Anfrage komplex ist oder es viele sind. Die Person muss bis zum { $told } unterrichtet werden. Die Antwort ist dann am { $until } fällig.
extend-reasons = Begründung
extend-reasons-hint = Die Person liest sie.
extend-reasons-missing = Bitte sagen Sie, warum es länger dauert; die Person wird es lesen.
extend-do = Verlängern und die Person unterrichten
enter-title = Anfrage per Brief erfassen
enter-lead = Anfragen sind an keine Form gebunden. Alles, was sagt, dass jemand etwas zu den eigenen Daten verlangt, ist eine.
enter-channel = Wie sie kam
enter-received = Eingegangen am
enter-received-hint = Der Monat zählt von diesem Tag an, nicht von heute.
enter-received-missing = Bitte geben Sie den Tag des Eingangs an.
enter-who = Name
enter-who-hint = Wie die Person unterschrieben hat.
enter-who-missing = Bitte schreiben Sie, wer anfragt.
enter-address = Adresse für die Antwort
enter-address-hint = E-Mail-Adresse oder Postanschrift.
enter-address-missing = Bitte schreiben Sie, wohin die Antwort geht.
enter-text = Was die Person geschrieben hat
enter-text-hint = In ihren eigenen Worten. Ein Widerspruch braucht seine Gründe.
enter-follows = An eine E-Mail-Adresse geht eine Eingangsbestätigung mit der Nummer des Antrags. An eine Postanschrift senden Sie sie selbst.
enter-do = Anfrage erfassen
erase-title = Konto von { $name } schließen?
erase-button = Deaktivieren und löschen
erase-disabled = Das Nutzerkonto wird innerhalb von Sekunden deaktiviert: Jede Sitzung endet.
erase-data = Alle personenbezogenen Daten werden gelöscht, in der Regel binnen einer Stunde.
erase-content = Beiträge bleiben bei ihren Communities und tragen den Vermerk „ehemaliger Nutzer“ mit der Organisation.
erase-final = Das lässt sich nicht rückgängig machen.
restrict-title = Konto von { $name } deaktivieren und die Daten einfrieren?
restrict-button = Deaktivieren und einfrieren
restrict-frozen = Die Daten sind eingefroren: Sie werden nicht genutzt, und niemand sieht sie.
restrict-next = Nichts wird gelöscht, bevor die Person es bestätigt hat.
erase-account = Konto
refuse-case-title = Anfrage { $name } ablehnen?
refuse-case-button = Ablehnen
refuse-case-told = Die Person wird sofort unterrichtet, mit Ihrem Ablehnungsgrund und Ihrer Begründung.
refuse-case-supervisor = Die Antwort sagt der Person, wie sie beim Europäischen Datenschutzbeauftragten Beschwerde einlegen und den Rechtsweg beschreiten kann.

done-case-entered = Die Anfrage wurde erfasst
done-case-entered-text = An eine E-Mail-Adresse geht die Eingangsbestätigung von selbst. An eine Postanschrift senden Sie sie selbst.
done-case-asked = Die Person wurde gefragt
done-case-asked-text = Die Frist für die Antwort läuft weiter.
done-case-identified = Die Identität steht fest
done-case-identified-text = Die Anfrage ist in Bearbeitung.
done-case-extended = Die Frist wurde verlängert
done-case-extended-text = Die Person wurde mit Ihrer Begründung unterrichtet.
done-case-answered = Die Antwort wurde gesendet
done-case-answered-text = Die Anfrage ist abgeschlossen.

case-archive = Kopie der Daten zum Versenden
case-archive-text = Die Person hat brieflich gefragt; deshalb versenden Sie die Kopie: per Einschreiben oder persönlich übergeben, nie als einfache E-Mail. Jede Abholung wird protokolliert. Löschen Sie Ihre eigene Kopie nach dem Versand.
case-archive-get = Kopie abholen
case-archive-gone = Sie wurde nach Ablauf ihrer Frist gelöscht.
case-archive-failed = Der Fehler wurde automatisch gemeldet. Bitte lassen Sie sie erneut erstellen.
case-archive-again = Kopie erneut erstellen
done-case-archive = Die Kopie wird erstellt
done-case-archive-text = Sie kann gleich unten abgeholt werden. Bitte sehen Sie noch einmal nach.
