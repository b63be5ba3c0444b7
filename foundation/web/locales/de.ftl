# Die Wörter des Seitenrahmens, der Formulare und der Diagramme.

date-long = { $day }. { $month } { $year }
month-of-year = { $month } { $year }
moment = { $date }, { $time }
thousands-separator = .

month-january = Januar
month-february = Februar
month-march = März
month-april = April
month-may = Mai
month-june = Juni
month-july = Juli
month-august = August
month-september = September
month-october = Oktober
month-november = November
month-december = Dezember

skip-to-content = Zum Hauptinhalt springen
header-language = Sprache
header-menu = Hauptmenü
header-home = { $service }, Startseite
header-account = Ihr Konto
sign-out = Abmelden
breadcrumb = Sie sind hier
footer-links = Über diesen Dienst

form-optional = freiwillig
form-errors-title = Bitte prüfen Sie das Formular
form-error = Fehler:
form-choose = Auswählen

pager = Seiten
pager-next = Nächste Seite
pager-previous = Vorige Seite
pager-status = Seite { $page } von { $pages }

chart-key = Legende

problem-code = Code
problem-next = Was Sie tun können
resend-sign-in = Erneut anmelden, in einem neuen Fenster
resend-back = Schließen Sie jenes Fenster, kommen Sie hierher zurück und senden Sie, was Sie eingegeben haben:
resend-send = Senden
