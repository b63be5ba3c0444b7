# Demandes des personnes concernées.

right-access = Accès aux données
right-rectification = Rectification
right-erasure = Effacement
right-restriction = Limitation du traitement
right-portability = Portabilité des données
right-objection = Opposition
right-consent-withdrawal = Retrait du consentement
channel-page = Sur une page
channel-mail = Par courrier électronique
channel-letter = Par lettre
channel-in-person = En personne
case-received = Reçue
case-identity-check = Identité en cours de vérification
case-in-progress = En cours de traitement
case-extended = Délai prolongé
case-fulfilled = Satisfaite
case-partly = Satisfaite en partie
case-refused = Refusée
case-cancelled = Retirée
time-left = { $count ->
    [0] dernier jour
    [one] encore { $count } jour
   *[other] encore { $count } jours
 }
time-overdue = { $count ->
    [one] { $count } jour de retard
   *[other] { $count } jours de retard
 }

cases-title = Demandes des personnes concernées
cases-lead = Tout ce que des personnes demandent au sujet de leurs propres données, sur une page ou par lettre. Il est répondu à chaque demande dans un délai d’un mois.
cases-overdue = { $count ->
    [one] { $count } demande est en retard
   *[other] { $count } demandes sont en retard
 }
cases-overdue-text = La loi accorde un mois à compter de la réception. Répondez d’abord à celles-ci.
cases-open = { $count ->
    [0] Aucune demande n’est ouverte.
    [one] { $count } demande est ouverte.
   *[other] { $count } demandes sont ouvertes.
 }
cases-state = État
cases-state-open = Ouvertes
cases-right = Objet de la demande
cases-none = Aucune demande ne correspond
cases-none-text = Pour voir les demandes qui ont reçu une réponse, choisissez un autre état.
cases-count = { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
 }
cases-number = Numéro
cases-who = Auteur de la demande
cases-received = Reçue le
cases-due = Réponse due le

case-title = Demande { $number }
case-due = Réponse due le { $date }
case-own = C’est votre propre demande
case-own-text = Nul ne traite sa propre demande. Un collègue s’en chargera.
case-about = Personne concernée
case-about-unknown = Pas encore connue
case-about-nobody = Quelqu’un dont aucune donnée n’est détenue
case-executed = A pris effet sur le compte le
case-text = Ce que la personne a écrit
steps-title = Ce qui s’est passé
steps-none = Rien pour l’instant.
identity-title = De qui s’agit-il ?
identity-text = Assurez-vous que la personne est bien celle qu’elle dit être avant de montrer ou de modifier quoi que ce soit. Ne demandez pas plus que le nécessaire.
identity-closes = Cette demande met fin au compte
identity-closes-text = Dès que vous aurez confirmé de qui il s’agit, le compte d’utilisateur sera désactivé et toutes les données à caractère personnel seront supprimées. Une confirmation vous sera demandée auparavant.
identity-about = La demande concerne
identity-nobody = Quelqu’un dont aucune donnée n’est détenue
identity-nobody-text = La réponse indique que rien n’est détenu.
identity-missing = Veuillez choisir qui la demande concerne.
identity-do = Confirmer
identity-ask-text = Si vous ne pouvez pas le savoir, interrogez la personne. Le délai continue de courir.
identity-ask = Demander de qui il s’agit
answer-title = Répondre
answer-intro = La réponse est envoyée par courrier électronique ou par lettre. Elle indique le responsable du traitement et le délégué à la protection des données ; un refus indique aussi le Contrôleur européen de la protection des données et le recours juridictionnel.
answer-fulfilled-text = Il a été fait ce qui était demandé.
answer-partly-text = Il a été fait ce que permet le droit. Indiquez le fondement et les motifs.
answer-refused-text = Indiquez le fondement et les motifs. Une confirmation vous sera demandée.
answer-missing = Veuillez choisir une réponse.
answer-ground = Fondement du refus
answer-ground-hint = Uniquement en cas de refus total ou partiel.
answer-ground-missing = Veuillez choisir le fondement du refus.
refusal-ground-not-identified = Il n’a pas été possible de savoir qui présente la demande
refusal-ground-manifestly-unfounded = Demande manifestement infondée
refusal-ground-excessive = Demande excessive, en raison de son caractère répétitif
refusal-ground-rights-of-others = Atteinte aux droits d’autrui
refusal-ground-legal-obligation = Une obligation légale ou un droit en justice s’y oppose
refusal-ground-data-correct = Les données sont exactes
refusal-ground-right-restricted = Des règles internes limitent ce droit
answer-reasons = Motifs
answer-reasons-hint = La personne les lira. Nécessaires en cas de refus et pour la suite donnée à une opposition.
answer-reasons-missing = Veuillez indiquer les motifs ; la personne les lira.
answer-nothing-held = Rien n’est détenu au sujet de cette personne
answer-nothing-held-hint = Cela aussi est une réponse.
answer-do = Envoyer la réponse
outcome-title = La réponse
outcome-answer = Réponse
outcome-at = Donnée le
outcome-held = Données détenues
outcome-nothing-held = Aucune
outcome-recipients = À informer, car ils ont reçu les données
extend-title = Prolonger le délai
extend-text = Uniquement si la demande est complexe ou si les demandes sont nombreuses. La personne doit en être informée au plus tard le { $told }. La réponse est alors due le { $until }.
extend-reasons = Motifs
extend-reasons-hint = La personne les lira.
extend-reasons-missing = Veuillez indiquer pourquoi cela prend plus de temps ; la personne le lira.
extend-do = Prolonger et informer la personne
enter-title = Saisir une demande reçue par lettre
enter-lead = Une demande n’est soumise à aucune forme. Tout ce qui exprime que quelqu’un souhaite quelque chose au sujet de ses propres données en est une.
enter-channel = Comment elle est arrivée
enter-received = Reçue le
enter-received-hint = Le mois est compté à partir de ce jour, et non d’aujourd’hui.
enter-received-missing = Veuillez indiquer le jour où elle est arrivée.
enter-who = Nom
enter-who-hint = Tel que la personne a signé.
enter-who-missing = Veuillez écrire qui présente la demande.
enter-address = Adresse pour la réponse
enter-address-hint = Adresse électronique ou postale.
enter-address-missing = Veuillez écrire où la réponse doit être envoyée.
enter-text = Ce que la personne a écrit
enter-text-hint = Dans ses propres termes. Une opposition doit indiquer ses raisons.
enter-follows = Si l’adresse est électronique, la personne reçoit un accusé de réception avec le numéro de la demande. À une adresse postale, vous l’envoyez vous-même.
enter-do = Saisir la demande
erase-title = Fermer le compte de { $name } ?
erase-button = Désactiver et supprimer
erase-disabled = Le compte d’utilisateur sera désactivé en quelques secondes : toutes les sessions prennent fin.
erase-data = Toutes les données à caractère personnel seront supprimées, en règle générale dans l’heure.
erase-content = Les contributions restent acquises à leurs communautés et portent la mention « ancien utilisateur » et le nom de l’organisation.
erase-final = C’est irréversible.
restrict-title = Désactiver le compte de { $name } et geler les données ?
restrict-button = Désactiver et geler
restrict-frozen = Les données sont gelées : elles ne sont pas utilisées et personne ne les voit.
restrict-next = Rien n’est supprimé avant que la personne ne l’ait confirmé.
erase-account = Compte
refuse-case-title = Refuser la demande { $name } ?
refuse-case-button = Refuser
refuse-case-told = La personne en est informée aussitôt, avec le fondement et les motifs que vous indiquez.
refuse-case-supervisor = La réponse indique à la personne comment introduire une réclamation auprès du Contrôleur européen de la protection des données et former un recours juridictionnel.

done-case-entered = La demande a été saisie
done-case-entered-text = L’accusé de réception part de lui-même vers une adresse électronique. À une adresse postale, vous l’envoyez vous-même.
done-case-asked = La personne a été interrogée
done-case-asked-text = Le délai de réponse continue de courir.
done-case-identified = L’identité de la personne est établie
done-case-identified-text = La demande est en cours de traitement.
done-case-extended = Le délai a été prolongé
done-case-extended-text = La personne en a été informée, avec vos motifs.
done-case-answered = La réponse a été envoyée
done-case-answered-text = La demande est close.

case-archive = Copie des données à envoyer
case-archive-text = La personne a écrit une lettre ; c’est vous qui envoyez la copie : par courrier recommandé ou en main propre, jamais par simple courriel. Chaque retrait est journalisé. Supprimez votre propre copie une fois l’envoi fait.
case-archive-get = Retirer la copie
case-archive-gone = Elle a été supprimée à l’expiration de son délai.
case-archive-failed = L’erreur a été signalée automatiquement. Veuillez la faire préparer à nouveau.
case-archive-again = Préparer la copie à nouveau
done-case-archive = La copie est en préparation
done-case-archive-text = Elle pourra être retirée ci-dessous dans un instant. Veuillez regarder à nouveau.
