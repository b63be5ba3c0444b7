# Cuvintele cadrului paginii, ale formularelor și ale graficelor.

date-long = { $day } { $month } { $year }
month-of-year = { $month } { $year }
moment = { $date }, { $time }
thousands-separator = .

month-january = ianuarie
month-february = februarie
month-march = martie
month-april = aprilie
month-may = mai
month-june = iunie
month-july = iulie
month-august = august
month-september = septembrie
month-october = octombrie
month-november = noiembrie
month-december = decembrie

skip-to-content = Salt la conținutul principal
header-language = Limba
header-menu = Meniul principal
header-home = { $service }, pagina de început
header-account = Contul dumneavoastră
sign-out = Deconectare
breadcrumb = Vă aflați aici
footer-links = Despre acest serviciu

form-optional = opțional
form-errors-title = Verificați formularul
form-error = Eroare:
form-choose = Alegeți

pager = Pagini
pager-next = Pagina următoare
pager-previous = Pagina anterioară
pager-status = Pagina { $page } din { $pages }

chart-key = Legendă

problem-code = Cod
problem-next = Ce puteți face
resend-sign-in = Autentificați-vă din nou, într-o fereastră nouă
resend-back = Închideți acea fereastră, reveniți aici și trimiteți ceea ce ați scris:
resend-send = Trimite
