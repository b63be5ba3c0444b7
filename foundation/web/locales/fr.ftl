# Les mots du cadre de la page, des formulaires et des graphiques.

date-long = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
 }
month-of-year = { $month } { $year }
moment = { $date }, { $time }
thousands-separator = {"\u202F"}

month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre

skip-to-content = Aller au contenu principal
header-language = Langue
header-menu = Menu principal
header-home = { $service }, page d’accueil
header-account = Votre compte
sign-out = Se déconnecter
breadcrumb = Vous êtes ici
footer-links = À propos de ce service

form-optional = facultatif
form-errors-title = Veuillez vérifier le formulaire
form-error = Erreur :
form-choose = Choisir

pager = Pages
pager-next = Page suivante
pager-previous = Page précédente
pager-status = Page { $page } sur { $pages }

chart-key = Légende

problem-code = Code
problem-next = Ce que vous pouvez faire
resend-sign-in = Se connecter à nouveau, dans une nouvelle fenêtre
resend-back = Fermez cette fenêtre, revenez ici et envoyez ce que vous avez saisi :
resend-send = Envoyer
