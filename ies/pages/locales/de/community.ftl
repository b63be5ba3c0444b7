# Communities: Liste, Beitritt, Mitglieder, Einstellungen.

community = Community
community-kind = Art
community-who = Mitglieder
community-members = { $count ->
    [one] 1 Mitglied
   *[other] { $count } Mitglieder
 }
community-recipients = { $count ->
    [one] 1 Organisation in einem Drittland oder internationale Organisation
   *[other] { $count } Organisationen in Drittländern oder internationale Organisationen
 }
community-kind-steering-board = Lenkungsausschuss
community-kind-contact-points = Nationale Kontaktstellen
community-kind-working-group = Arbeitsgruppe
community-kind-national-network = Nationales Netzwerk
community-kind-study = Studie
community-kind-expert-group = Expertengruppe
community-kind-other = Sonstige
adequacy-adequate = Angemessenes Schutzniveau festgestellt
adequacy-adequate-in-part = Nur für bestimmte Empfänger als angemessen festgestellt
adequacy-no-decision = Kein Angemessenheitsbeschluss

filter = Was angezeigt wird
filter-all = Alle
filter-show = Anzeigen
save = Speichern
action = Aktion
tabs = Seiten dieser Community
tab-home = Übersicht
tab-members = Mitglieder
tab-applications = Bewerbungen
tab-memberships = Mitglieder verwalten
tab-settings = Einstellungen
confirm-follows = Was daraus folgt
confirm-back = Zurück, ohne etwas zu tun

membership-level = Stufe
membership-mine = Ihre Stufe
membership-member = Mitglied
membership-since = Mitglied seit
membership-until = Mitgliedschaft endet am
membership-until-hint = Leer lassen, wenn sie kein Ende hat.
membership-open = Kein Ende
membership-ends = Bis { $date }

communities-title = Communities
communities-lead = Gearbeitet wird im System in Communities. Die Mitglieder einer Community sehen gegenseitig ihre Kontaktdaten; sonst sieht sie niemand.
communities-invited = Sie sind eingeladen
communities-invited-until = Bitte antworten Sie bis { $date }
communities-mine = Meine Communities
communities-mine-none = Sie gehören noch keiner Community an
communities-mine-none-text = Bis Sie einer beitreten, sehen Sie Ihr eigenes Profil und die öffentlichen Seiten. Wählen Sie unten eine Community und bewerben Sie sich.
communities-waiting = Ihre Bewerbungen
communities-waiting-since = Gesendet am { $date }, noch nicht entschieden
communities-listed = Communities, die Sie finden können
communities-listed-text = Andere Communities stehen nicht in der Liste. Ihnen tritt man auf Einladung bei.
communities-search = Name oder Zweck
communities-none = Keine Community passt dazu
communities-none-text = Verwenden Sie weniger Wörter, oder wählen Sie alle Arten.
communities-count = { $count ->
    [one] 1 Community
   *[other] { $count } Communities
 }

join-title = „{ $name }“ beitreten
join-seen = Wer Ihre Kontaktdaten sehen wird
join-seen-text = Die Leitung sieht sie mit Ihrer Bewerbung. Sobald Sie der Community angehören, sieht sie jedes Mitglied: Name, E-Mail-Adresse, Telefonnummer, Dienstanschrift, Organisation und Funktion. Wenn Sie austreten, endet dies sofort.
join-apply = Bewerben
join-message = Nachricht an die Leitung
join-message-hint = Schreiben Sie in ein, zwei Sätzen, woran Sie arbeiten und warum Sie beitreten möchten.
join-transfer = Ich habe gelesen, wer außerhalb der Union meine Kontaktdaten sehen wird, und willige in diese Übermittlung ein
join-transfer-hint = Sie können diese Einwilligung jederzeit widerrufen, indem Sie die Community verlassen.
join-follows = Die Leitung entscheidet über Ihre Bewerbung. Sie erhalten Nachricht per E-Mail.
join-send = Bewerbung senden
join-applied = Sie haben sich am { $date } beworben
join-applied-text = Die Leitung wird entscheiden. Sie erhalten Nachricht per E-Mail.
join-take-back = Bewerbung zurückziehen
join-invitation-only = Diese Community lädt ihre Mitglieder ein
join-invitation-only-text = Man kann sich dort nicht bewerben. Wenn Sie sie für Ihre Arbeit brauchen, wenden Sie sich an Ihre nationale Kontaktstelle.
join-transfer-missing = Bitte willigen Sie in die Übermittlung ein, oder treten Sie dieser Community nicht bei.
join-message-missing = Bitte schreiben Sie eine Nachricht an die Leitung.

recipients-title = Empfänger außerhalb der Union
recipients-none = Derzeit arbeitet kein Mitglied für eine internationale Organisation oder in einem Drittland. Wenn das erste beitritt, werden alle Mitglieder unterrichtet und können austreten.
recipients-text = Auch Mitglieder, die für diese Organisationen arbeiten, werden Ihre Kontaktdaten sehen. Es sind internationale Organisationen oder Organisationen in Drittländern.
recipients-caption = Internationale Organisationen und Organisationen in Drittländern mit Mitgliedern in dieser Community
recipients-organisation = Organisation
recipients-where = Ort
recipients-decision = Datenschutz dort
recipients-risk = Wo es keinen Angemessenheitsbeschluss gibt, hat die Kommission nicht festgestellt, dass personenbezogene Daten wie in der Union geschützt sind: Ihre Rechte lassen sich dort möglicherweise schwer durchsetzen, und möglicherweise überwacht keine unabhängige Behörde die Verwendung Ihrer Daten. Die Übermittlung beruht auf Ihrer ausdrücklichen Einwilligung (Artikel 50 Absatz 1 Buchstabe a) und auf wichtigen Gründen des öffentlichen Interesses (Artikel 50 Absatz 1 Buchstabe d der Verordnung (EU) 2018/1725).
recipients-members-title = Mitglieder außerhalb der Union
recipients-members-text = Mitglieder, die für diese Organisationen arbeiten, sehen Ihre Kontaktdaten.
recipients-members-choice = Wenn Sie damit nicht einverstanden sind, können Sie die Community jederzeit verlassen.
abroad-third-country = Drittland: { $country }

invitation-title = Einladung zu „{ $name }“
invitation-message = Die Leitung schreibt
invitation-until = Antwort bis
invitation-answer = Ihre Antwort
invitation-accept = Annehmen und beitreten
invitation-decline-text = Wenn Sie ablehnen, sieht die Leitung nur, dass die Einladung abgelehnt wurde.
invitation-decline = Ablehnen

community-about = Über diese Community
community-leads = Leitung
community-news = Neues
community-news-none = Noch nichts Neues
community-news-none-text = Neue Mitglieder, Unterlagen und Sitzungen werden hier stehen.
community-waiting = { $count ->
    [one] 1 Bewerbung wartet auf eine Entscheidung
   *[other] { $count } Bewerbungen warten auf eine Entscheidung
 }
community-waiting-open = Lesen und entscheiden
community-leave = Diese Community verlassen
community-last-lead = Sie leiten die Community allein. Übertragen Sie einem anderen Mitglied die Leitung, bevor Sie austreten.
new-recipient-title = Ihre Kontaktdaten erreichen nun einen Empfänger außerhalb der Union
new-recipient-text = Seit { $date } arbeitet ein Mitglied für { $organisation } ({ $where }). Zuvor gehörte dieser Community niemand außerhalb der Union an.
new-recipient-choice = Wenn Sie nicht möchten, dass dieser Empfänger Ihre Kontaktdaten sieht, können Sie die Community verlassen.
new-recipient-who = Ansehen, wer die Empfänger sind
new-recipient-seen = Ich habe dies gelesen

members-text = Verwenden Sie diese Kontaktdaten nur für die Arbeit dieser Community. Wie viele Karten eine Person öffnet, wird gezählt.
members-search = Mitglied suchen
members-find = Mitglied suchen
members-find-hint = Name, Organisation oder Funktion
members-none = Kein Mitglied passt dazu
members-none-text = Prüfen Sie die Schreibweise, oder suchen Sie nach weniger.
members-you = Dies ist Ihre eigene Karte.
members-vcard = Als Kontakt speichern (vCard)

applications-waiting = Bewerbungen
applications-none = Keine Bewerbung wartet
applications-none-text = Wenn sich jemand bewirbt, wird die gesamte Leitung per E-Mail unterrichtet.
applications-who = Bewerber/in
applications-since = Beworben am
invitations-title = Noch nicht beantwortete Einladungen
invitations-none = Es gibt keine.
invitations-to = Gesendet an
invitations-take-back = Zurückziehen
invite-title = Jemanden einladen
invite-text = Die Person sieht vor ihrer Entscheidung den Zweck der Community, die Zahl ihrer Mitglieder und ihre Empfänger außerhalb der Union. Kontaktdaten werden erst nach dem Beitritt gezeigt.
invite-email = E-Mail-Adresse
invite-email-hint = Wenn sie einem aktiven Nutzer gehört, erreicht ihn die Einladung. Aus Gründen des Datenschutzes erfahren Sie nicht, ob das so ist.
invite-email-wrong = Bitte schreiben Sie eine E-Mail-Adresse, etwa name@example.org.
invite-message = Nachricht
invite-message-hint = Sie steht in der Einladung.
invite-send = Einladung senden
level-missing = Bitte wählen Sie eine Stufe.
ends-past = Bitte wählen Sie einen Tag nach heute, oder lassen Sie das Feld leer.

application-title = Bewerbung von { $name }
application-message = Nachricht vom { $date }
application-first-abroad = Dies wäre das erste Mitglied außerhalb der Union
application-first-abroad-text = Wenn Sie annehmen, werden alle Mitglieder per E-Mail und auf der Startseite darüber unterrichtet, dass ihre Kontaktdaten nun einen Empfänger in einem Drittland oder eine internationale Organisation erreichen und dass sie austreten können.
application-accept = Annehmen
application-accept-text = Die Person sieht sofort die Kontaktdaten aller Mitglieder, und diese sehen die ihren.
application-decline = Ablehnen
application-decline-text = Die Person wird mit Ihrer Begründung unterrichtet. Sie selbst sehen die obigen Kontaktdaten danach nicht mehr.
application-reason = Begründung
application-reason-hint = Die Person liest sie.
application-reason-missing = Bitte geben Sie eine Begründung an; die Person wird sie lesen.

membership-change = Stufe und Ende
membership-change-text = Eine Änderung gilt sofort.
membership-remove = Aus der Community entfernen
membership-remove-text = Sie werden noch einmal gefragt, bevor etwas geschieht.
membership-remove-open = Dieses Mitglied entfernen
membership-last-lead = Dies ist die einzige Leitung. Eine Community braucht eine: Übertragen Sie zuerst einem anderen Mitglied die Leitung.
membership-last-lead-level = Bitte behalten Sie die Stufe „Leitung“ bei, oder übertragen Sie zuerst einem anderen Mitglied die Leitung.

settings-in-english = Auf Englisch
settings-in-french = Auf Französisch
settings-in-german = Auf Deutsch
settings-name = Name
settings-name-missing = Bitte geben Sie den Namen in jeder Sprache an.
settings-purpose = Zweck
settings-purpose-hint = Ein oder zwei Sätze. Alle, die beitreten können, lesen sie.
settings-country = Land
settings-country-hint = Nur für ein nationales Netzwerk.
settings-visibility = Wer diese Community findet
settings-listed = Alle, die ein Konto haben
settings-listed-text = Name, Art, Zweck, Zahl der Mitglieder und Empfänger außerhalb der Union stehen in der Liste. Namen von Mitgliedern stehen dort nicht.
settings-hidden = Nur Mitglieder und Eingeladene
settings-hidden-text = Für alle anderen gibt es die Community nicht, weder in Listen noch in der Suche. Man tritt ihr nur auf Einladung bei.
settings-policy = Wie man beitritt
settings-policy-missing = Bitte wählen Sie, wie man beitritt.
settings-apply = Mit Bewerbung oder auf Einladung
settings-apply-text = Über jede Bewerbung entscheidet die Leitung.
settings-invite = Nur auf Einladung
settings-invite-text = Über bereits wartende Bewerbungen kann noch entschieden werden.
settings-follows = Änderungen gelten sofort. Die Mitglieder sehen sie auf der Startseite.

remove-title = { $name } entfernen?
remove-button = Mitglied entfernen
remove-cards = Die Person sieht sofort nichts mehr von dieser Community, und deren Mitglieder sehen die Kontaktdaten der Person darüber nicht mehr.
remove-content = Was die Person beigetragen hat, bleibt der Community erhalten.
remove-told = Die Person wird per E-Mail unterrichtet.

done-applied = Ihre Bewerbung wurde gesendet
done-applied-text = Die Leitung wird entscheiden. Sie erhalten Nachricht per E-Mail.
done-taken-back = Ihre Bewerbung wurde zurückgezogen
done-taken-back-text = Die Leitung sieht die Bewerbung und Ihre Kontaktdaten nicht mehr.
done-joined = Sie gehören nun dieser Community an
done-joined-text = Ihre Mitglieder sehen Ihre Kontaktdaten, und Sie sehen die der anderen.
done-invitation-declined = Sie haben die Einladung abgelehnt
done-invitation-declined-text = Ihre Kontaktdaten wurden niemandem gezeigt.
done-left = Sie haben die Community verlassen
done-left-text = Die Mitglieder sehen Ihre Kontaktdaten darüber nicht mehr.
done-accepted = Die Person ist nun Mitglied
done-accepted-text = Sie wurde per E-Mail unterrichtet.
done-declined = Die Bewerbung wurde abgelehnt
done-declined-text = Die Person wurde per E-Mail mit Ihrer Begründung unterrichtet.
done-invited = Die Einladung wurde gesendet
done-invited-text = Wenn die Adresse einem aktiven Nutzer gehört, hat ihn die Einladung erreicht.
done-invitation-taken-back = Die Einladung wurde zurückgezogen
done-invitation-taken-back-text = Sie kann nicht mehr angenommen werden.
done-membership-changed = Die Mitgliedschaft wurde geändert
done-membership-changed-text = Die Änderung gilt ab sofort.
done-removed = Das Mitglied wurde entfernt
done-removed-text = Die Person wurde per E-Mail unterrichtet.
done-settings = Die Einstellungen wurden gespeichert
done-settings-text = Sie gelten ab jetzt.

tab-history = Verlauf

new-community = Neue Community
new-community-text = Sie leiten die Community, die Sie anlegen. Laden Sie eine zweite Leitung ein, damit sie nicht allein bleibt.
new-community-slug = Name in Adressen
new-community-slug-hint = Kleinbuchstaben, Ziffern und Bindestriche, wie return-experts. Er lässt sich später nicht ändern.
new-community-slug-wrong = Bitte verwenden Sie 3 bis 60 Kleinbuchstaben, Ziffern und Bindestriche und beginnen Sie mit einem Buchstaben.
new-community-slug-taken = Dieser Name ist schon vergeben. Bitte wählen Sie einen anderen.
new-community-do = Community anlegen
done-founded = Die Community wurde angelegt
done-founded-text = Sie leiten sie. Laden Sie unter „Bewerbungen“ ihre Mitglieder ein.

history-text = Wer in dieser Community was geändert hat. Was jemand liest und von wo, steht hier nicht.
history-none = Es wurde noch nichts geändert
history-none-text = Anträge, Mitgliedschaften und Einstellungen werden hier stehen.
history-at = Wann
history-what = Was
history-about = Mitglied
history-who = Durch
history-system = Das System
history-somebody = Jemand, den Sie zurzeit nicht sehen
history-former = Ehemaliger Nutzer

card-text = Verwenden Sie diese Kontaktdaten für die Arbeit der Communities, die Sie teilen. Gezählt wird, wie viele Karten eine Person öffnet.
