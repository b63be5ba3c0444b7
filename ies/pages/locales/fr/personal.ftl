# Les pages sur soi-même : profil, droits, consentements, appartenances, activité.

my-tabs = Votre compte
go-back = Retour
to-profile = Vers votre profil
find-communities = Trouver des communautés

dashboard-title = Bienvenue, { $name }
dashboard-tasks = À faire
dashboard-tasks-none = Rien ne vous attend.
dashboard-communities = Vos communautés
dashboard-alone = Vous n’appartenez encore à aucune communauté
dashboard-alone-text = D’ici là, vous voyez votre profil et les pages publiques, et personne ne voit vos coordonnées.
dashboard-duties = Vos tâches de fonction
due-overdue = En retard
due-soon = Bientôt
due-later = Dans les temps
due-on = avant le { $date } inclus

profile-title = Modifier le profil
profile-lead = Les membres de vos communautés voient ces données, et rien d’autre à votre sujet.
profile-name = Nom
profile-name-note = Votre nom a été comparé avec votre passeport à l’ouverture de votre compte. Si vous le modifiez, les personnes qui statuent sur les comptes en sont informées et peuvent vous interroger à ce sujet.
profile-reach = Comment vous joindre
profile-email-now = Les messages sont envoyés à :
profile-email-hint = Nous écrivons d’abord à la nouvelle adresse. L’actuelle est utilisée jusqu’à votre confirmation.
profile-email-change = Changer l’adresse
profile-organisation = De votre organisation dépend si les autres sont informés que leurs données quittent l’Union ; une personne saisit donc tout changement. Si vous avez changé d’employeur, dites-le-nous :
profile-save = Enregistrer
email-pending = Une nouvelle adresse électronique attend votre confirmation
email-pending-text = Nous avons écrit à { $email }. Le lien contenu dans ce message fonctionne jusqu’au { $moment }.
email-again = Renvoyer le message
email-cancel = Garder l’adresse actuelle
confirm-email-title = Confirmez votre adresse électronique
confirm-email-text = Les messages de ce système seront envoyés à la nouvelle adresse, et les membres de vos communautés la verront.
confirm-email-new = Nouvelle adresse électronique
confirm-email-do = Confirmer cette adresse
confirm-email-not = Ne rien changer
email-confirmed = Votre adresse électronique est confirmée
email-confirmed-text = Désormais, les messages sont envoyés à { $email }.
email-link-ended = Ce lien ne fonctionne plus
email-link-ended-text = Il est trop ancien, a déjà été utilisé ou a été remplacé par un plus récent. Votre adresse actuelle n’a pas changé. Vous pouvez demander un nouveau lien dans votre profil.
email-not-usable = Cette adresse ne peut pas être utilisée
email-not-usable-text = Votre adresse actuelle n’a pas changé. Choisissez-en une autre dans votre profil, ou écrivez au service d’assistance pour qu’il examine la question.

rights-title = Mes données et mes droits
rights-lead = Consultez vos données, emportez-les, faites-les rectifier ou effacer.
download-title = Une copie de vos données
download-what = Vous recevez un fichier contenant tout ce que le système détient à votre sujet : profil, consentements, appartenances, demandes, liste de ce que vous avez ajouté et journal de votre activité, lisible par des personnes et par des machines.
download-terms = { $count ->
    [one] Il est prêt dans les 15 minutes, et vous pouvez le récupérer pendant { $count } jour.
   *[other] Il est prêt dans les 15 minutes, et vous pouvez le récupérer pendant { $count } jours.
 }
download-do = Préparer une copie
download-preparing = En préparation depuis le { $moment }
download-preparing-text = Vous pouvez quitter cette page ; nous vous envoyons un courrier électronique quand la copie est prête.
download-look = Vérifier à nouveau
download-ready = Votre copie est prête
download-ready-text = Établie le { $made }, { $size }. Elle sera supprimée le { $until }.
download-get = Télécharger la copie
download-step-up = Il vous est demandé de vous connecter à nouveau avant qu’elle ne s’ouvre.
download-expired = Votre dernière copie a été supprimée
download-expired-text = Son délai était écoulé. Vous pouvez en faire préparer une nouvelle.
download-failed = La copie n’a pas pu être établie
download-failed-text = L’erreur a été signalée automatiquement. Veuillez réessayer plus tard, ou envoyer une demande ci-dessous.
download-card = Télécharger votre carte de contact (vCard)
rights-correct = Rectifier vos données
rights-correct-text = Vous modifiez vous-même vos coordonnées, à tout moment :
rights-ask = Demander autre chose
rights-ask-text = Si quelque chose ne peut être ni vu ni modifié ici, demandez-le avec vos propres mots :
rights-end = Mettre fin au traitement de vos données
ending-consequence = À ne pas oublier
consequence-short = Le compte d’utilisateur sera désactivé et toutes les données à caractère personnel seront supprimées.
ending-erase = Faire effacer vos données
ending-erase-about = Votre compte prend fin, et vos données sont supprimées.
ending-restrict = Limiter le traitement
ending-restrict-about = Votre compte est désactivé et vos données sont gelées, le temps que vous conveniez avec le responsable du traitement de la suite.
ending-object = S’opposer au traitement
ending-object-about = Vous vous opposez pour des raisons tenant à votre situation particulière.
ending-withdraw = Retirer l’ensemble de votre consentement
ending-withdraw-about = Vous n’êtes plus d’accord avec le traitement.
rights-nothing-yet = Chacun de ces liens mène à une page qui en explique les conséquences. Rien ne se passe avant que vous n’y ayez confirmé.
ending-then = Ce qui se passe
ending-when = { $count ->
    [one] Vos données à caractère personnel sont supprimées dans un délai de { $count } heure. C’est irréversible.
   *[other] Vos données à caractère personnel sont supprimées dans un délai de { $count } heures. C’est irréversible.
 }
ending-out = Vous êtes aussitôt déconnecté partout, et toutes vos appartenances prennent fin.
ending-stays = Ce que vous avez ajouté au nom de votre organisation ou de votre point de contact national lui reste acquis. Votre nom est remplacé par « ancien utilisateur » et le nom de votre organisation.
ending-no-return = Si vous vous reconnectez plus tard, vous serez inconnu ici et pourrez demander un nouveau compte.
ending-restrict-frozen = Vos données sont gelées : elles ne sont pas utilisées, et personne ne les voit. Avant toute suppression, le responsable du traitement vous demande de la confirmer.
ending-withdraw-before = Le retrait ne compromet pas la licéité du traitement effectué auparavant.
ending-copy = Si vous souhaitez une copie de vos données, récupérez-la d’abord :
object-ground = Vos raisons
object-ground-hint = Ce qui, dans votre situation particulière, s’oppose au traitement. Le responsable du traitement donne une réponse motivée.
ending-understood = J’ai compris que mon compte d’utilisateur sera désactivé et que toutes mes données à caractère personnel seront supprimées.
ending-step-up = Il peut vous être demandé de vous connecter à nouveau, afin que personne d’autre ne puisse le faire en votre nom.
ending-erase-do = Désactiver mon compte et effacer mes données
ending-restrict-do = Désactiver mon compte et geler mes données
ending-object-do = M’opposer et désactiver mon compte
ending-withdraw-do = Retirer mon consentement et désactiver mon compte
ending-keep = Garder mon compte
requests-title = Vos demandes
requests-none = Vous n’avez envoyé aucune demande
requests-none-text = Les demandes que vous envoyez ici, par courrier électronique ou par lettre figurent dans cette liste avec leurs délais.
requests-what = Ce que vous avez demandé
requests-number = Numéro
requests-received = Reçue le
requests-due = Réponse due le
requests-state = État
requests-extended = Prolongation :
requests-asked = Ce que vous avez écrit
requests-reply = Réponse
requests-reply-none = Il n’y a pas encore de réponse. Vous en serez informé par courrier électronique.
requests-complain = Si vous n’êtes pas d’accord avec cette réponse, vous pouvez vous adresser au délégué à la protection des données et introduire une réclamation auprès du Contrôleur européen de la protection des données.
rights-reference = Référence du registre pour ce traitement : { $reference }.
rights-mail = Vous pouvez aussi écrire au responsable du traitement ; veuillez indiquer cette référence.
cancel-title = Retirer la demande ?
cancel-link = Retirer la demande
cancel-text = Rien de ce que vous avez demandé ne sera fait. Vous pouvez envoyer une nouvelle demande à tout moment.
cancel-do = La retirer
cancel-keep = Maintenir la demande
ask-title = Envoyer une demande
ask-lead = Elle est adressée au responsable du traitement.
ask-right = Ce que vous demandez
ask-text = Votre demande
ask-text-hint = Indiquez de quelles données il s’agit et ce que vous souhaitez.
ask-answer = Vous recevez une réponse dans un délai d’un mois. Si cela prend plus de temps, les motifs vous en sont communiqués.
ask-send = Envoyer la demande

consents-title = Mes consentements
consents-lead = À quoi vous avez consenti, quand, et en quels termes.
consents-none = Aucun consentement n’est enregistré
consents-none-text = Il vous sera demandé à votre prochaine connexion.
consent-applies = Valable
consent-ended = N’est plus valable
consent-to = Vous avez consenti à
consent-texts = Textes
consent-ended-at = Retiré ou remplacé le
consent-fingerprint = Empreinte des textes
consent-transfer-withdrawn = Retiré le { $moment }
consent-channel = Mode
consent-by-letter = Par lettre ou courrier électronique ; il a été saisi pour vous
transfer-end = Retirer seulement votre consentement au transfert
transfer-end-text = Votre compte est maintenu. Vous quittez les communautés qui ont des membres hors de l’Union.
transfer-end-title = Retirer votre consentement au transfert ?
transfer-end-left = Vous quittez aussitôt ces communautés, parce qu’elles ont des membres hors de l’Union :
transfer-end-none = Vous n’appartenez à aucune communauté qui ait des membres hors de l’Union ; rien ne change donc pour l’instant.
transfer-end-account = Votre compte et vos autres appartenances sont maintenus.
transfer-end-join = Vous ne pourrez rejoindre une communauté ayant des membres hors de l’Union que si vous y consentez à nouveau.
transfer-end-do = Retirer le consentement au transfert
transfer-end-keep = Maintenir mon consentement
consents-withdraw-text = Vous pouvez retirer votre consentement à tout moment, aussi simplement que vous l’avez donné. Le retrait ne compromet pas la licéité du traitement effectué auparavant.
consents-withdraw = Retirer le consentement

my-memberships-title = Mes appartenances
my-memberships-lead = Les membres de ces communautés voient vos coordonnées, et vous voyez les leurs.
my-memberships = Communautés auxquelles vous appartenez
my-community = Communauté
my-level = Ce que vous pouvez faire
my-since = Depuis le
my-until = jusqu’au { $date }
my-abroad = Destinataires hors de l’Union
my-abroad-count = { $count ->
    [0] Aucun
    [one] Une organisation
   *[other] { $count } organisations
 }
my-leave = Quitter
my-leave-link = Quitter
my-only-lead = Vous en êtes le seul responsable. Passez d’abord le relais.
my-invited = Vous êtes invité à rejoindre « { $community } »
my-invited-until = Veuillez répondre au plus tard le { $date }.
my-invited-answer = Lire et répondre
my-waiting = Candidatures en attente
my-waiting-since = Envoyée le { $date }
my-waiting-withdraw = Retirer
my-roles = Vos rôles
my-role = Rôle
my-role-scope = Pour
my-role-until = Jusqu’au
my-role-state = État
my-role-acknowledge = Prendre acte de ses obligations
my-role-for-platform = l’ensemble du système
my-role-for-programme = le programme du réseau
duties-title = Obligations du rôle « { $role } »
duties-secrecy = Vous traitez de manière confidentielle ce que vous apprenez sur d’autres personnes, même lorsque vous n’avez plus ce rôle.
duties-purpose = Vous n’ouvrez les données d’autrui que pour ce à quoi sert le rôle.
duties-logged = Tout ce que vous ouvrez est consigné, et des auditeurs lisent le journal.
my-leave-title = Quitter « { $community } » ?
my-leave-then = Ce qui se passe
my-leave-access = Dès cet instant, vous ne pouvez plus rien ouvrir dans cette communauté.
my-leave-card = Ses membres ne voient plus vos coordonnées, sauf si vous partagez une autre communauté, et vous ne voyez plus les leurs.
my-leave-stays = Ce que vous y avez ajouté reste.
my-leave-again = Pour revenir, vous devrez présenter une nouvelle candidature.
my-leave-do = Quitter « { $community } »
my-leave-keep = Rester

activity-title = Mon activité
activity-lead = Qui a vu ou modifié vos données, quand vous vous êtes connecté et ce que vous avez fait. Toutes les heures sont celles de Bruxelles.
activity-filter = Éléments à afficher
activity-from = Du
activity-to = Au
activity-kind = Type
activity-all = Tout
activity-show = Afficher
activity-count = { $count ->
    [0] Aucune entrée
    [one] Une entrée
   *[other] { $count } entrées
 }
activity-none = Rien à afficher
activity-none-text = Rien de tel n’a été consigné pendant cette période.
activity-when = Quand
activity-what = Quoi
activity-who = Qui
activity-purpose = Pourquoi
activity-you = Vous
activity-reason = Motif :
activity-sign-in = Connexion
activity-seen = Consultation
activity-changed = Modification
activity-own = Fait par vous
activity-kept = { $count ->
    [one] Les entrées sont conservées pendant { $count } mois.
   *[other] Les entrées sont conservées pendant { $count } mois.
 }

notifications-title = Notifications
notifications-lead = Choisissez ce à propos de quoi nous vous écrivons. Au départ, tout est envoyé.
notify-communities = Nouvelles de vos communautés
notify-communities-hint = Votre admission dans une communauté, et une communauté que plus personne ne dirige.
notify-tasks = Ce que vous avez à faire
notify-tasks-hint = Invitations, candidatures à décider et questions qui ont reçu une réponse.
notify-language = Langue des messages
notify-save = Enregistrer
notify-always = Ce que vous recevez toujours
notify-always-text = Ces messages ne peuvent pas être désactivés, car vous en avez besoin pour protéger vos droits :
notify-always-rights = les réponses à vos demandes et ce qui arrive à votre compte ;
notify-always-changed = une modification de vos données ou de votre adresse électronique, également lorsqu’un administrateur l’a faite ;
notify-always-abroad = l’arrivée du premier membre établi hors de l’Union dans l’une de vos communautés, afin que vous puissiez la quitter ;
notify-always-end = un avertissement avant qu’un compte inutilisé ne soit désactivé ou supprimé.
notify-address = Ils sont envoyés à { $email }.
notify-content = Les messages contiennent des titres et des liens, et jamais le contenu d’un document ou d’une réponse.
often-at-once = Aussitôt
often-never = Jamais

search-title = Trouver des personnes
search-lead = Vous trouvez les personnes qui partagent une communauté avec vous. Les autres n’apparaissent pas.
search-field = Nom, organisation ou fonction
search-hint = Au moins deux lettres.
search-do = Chercher
search-count = { $count ->
    [0] Personne n’a été trouvé pour « { $query } »
    [one] Une personne trouvée pour « { $query } »
   *[other] { $count } personnes trouvées pour « { $query } »
 }
search-none = Personne ne correspond dans vos communautés
search-none-text = Vérifiez l’orthographe, ou essayez une partie du nom. Les personnes qui ne partagent aucune communauté avec vous ne peuvent pas être trouvées.

# Ce qui vient d’être fait.
dashboard-done-agreed = Merci. Votre consentement aux nouveaux textes est enregistré.
profile-done-saved = Vos données sont enregistrées
my-left = Vous avez quitté « { $community } »
ask-done-sent = Votre demande est arrivée
cancel-done = Vous avez retiré la demande
notify-done-saved = Votre choix est enregistré
own-done-email-sent = Nous avons écrit à la nouvelle adresse. Suivez le lien de ce message pour la confirmer.
own-done-email-kept = Votre adresse actuelle est conservée
own-done-transfer = Votre consentement au transfert est retiré
own-done-copy-asked = Votre copie est en préparation. Vous recevrez un message dès qu’elle sera prête.
own-done-duties = Vous avez pris acte des obligations. Le rôle a pris effet.
remind-edited = Un administrateur a modifié vos données
remind-role = Prendre acte des obligations d’un rôle
remind-invitation = Répondre à une invitation
remind-applications = { $count ->
    [one] Décider d’une candidature
   *[other] Décider de { $count } candidatures
 }
duty-requests = Demandes de compte en attente d’une décision.
duty-users = Comptes, modifications exceptionnelles et organisations.
duty-roles = Propositions en attente d’une seconde personne, et rôles à confirmer.
duty-cases = Demandes relatives à la protection des données et leurs délais.
duty-log = Ce qui a été fait dans le système, et le sceau du journal.
duty-system = Le fonctionnement du système.
activity-by-system = Le système
activity-by-other = Un autre utilisateur
activity-refused = refusé
activity-origin = { $ip }, { $browser } sous { $system }
browser-other = un autre navigateur
system-other = un autre système
change-privacy = La déclaration de confidentialité a une nouvelle version.
change-terms = Les conditions d’utilisation ont une nouvelle version.
archive-title = Une copie de vos données
archive-about = Tout ce que le système détient à votre sujet, au { $moment }. Référence : { $reference }.
archive-basis = Pourquoi ces données sont conservées : { $basis }
archive-retention = Quand elles sont effacées : { $retention }
archive-nothing = Rien n’est détenu.
