# Communautés : liste, adhésion, membres, paramètres.

community = Communauté
community-kind = Type
community-who = Membres
community-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
 }
community-recipients = { $count ->
    [one] { $count } organisation d’un pays tiers ou organisation internationale
   *[other] { $count } organisations de pays tiers ou organisations internationales
 }
community-kind-steering-board = Comité directeur
community-kind-contact-points = Points de contact nationaux
community-kind-working-group = Groupe de travail
community-kind-national-network = Réseau national
community-kind-study = Étude
community-kind-expert-group = Groupe d’experts
community-kind-other = Autre
adequacy-adequate = Niveau de protection jugé adéquat
adequacy-adequate-in-part = Jugé adéquat pour certains destinataires seulement
adequacy-no-decision = Pas de décision d’adéquation

filter = Éléments à afficher
filter-all = Tous
filter-show = Afficher
save = Enregistrer
action = Action
tabs = Pages de cette communauté
tab-home = Vue d’ensemble
tab-members = Membres
tab-applications = Candidatures
tab-memberships = Gérer les membres
tab-settings = Paramètres
confirm-follows = Conséquences
confirm-back = Revenir sans rien faire

membership-level = Niveau
membership-mine = Votre niveau
membership-member = Membre
membership-since = Membre depuis le
membership-until = Fin de l’adhésion
membership-until-hint = Laissez vide s’il n’y a pas de fin.
membership-open = Sans fin
membership-ends = Jusqu’au { $date }

communities-title = Communautés
communities-lead = Le travail dans le système se fait dans des communautés. Les membres d’une communauté voient mutuellement leurs coordonnées ; personne d’autre ne les voit.
communities-invited = Vous êtes invité(e)
communities-invited-until = Veuillez répondre au plus tard le { $date }
communities-mine = Mes communautés
communities-mine-none = Vous n’appartenez encore à aucune communauté
communities-mine-none-text = Tant que vous n’en avez rejoint aucune, vous voyez votre propre profil et les pages publiques. Choisissez une communauté ci-dessous et présentez votre candidature.
communities-waiting = Vos candidatures
communities-waiting-since = Envoyée le { $date }, pas encore examinée
communities-listed = Communautés que vous pouvez trouver
communities-listed-text = D’autres communautés ne figurent pas sur la liste. On les rejoint sur invitation.
communities-search = Nom ou objet
communities-none = Aucune communauté ne correspond
communities-none-text = Utilisez moins de mots ou choisissez tous les types.
communities-count = { $count ->
    [one] { $count } communauté
   *[other] { $count } communautés
 }

join-title = Rejoindre « { $name } »
join-seen = Qui verra vos coordonnées
join-seen-text = Les responsables les voient avec votre candidature. Dès que vous appartenez à la communauté, chaque membre les voit : nom, adresse électronique, numéro de téléphone, adresse professionnelle, organisation et fonction. Cela cesse dès que vous la quittez.
join-apply = Présenter votre candidature
join-message = Message aux responsables
join-message-hint = Dites en une ou deux phrases sur quoi vous travaillez et pourquoi vous souhaitez rejoindre la communauté.
join-transfer = J’ai lu qui, hors de l’Union, verra mes coordonnées et je consens à ce transfert
join-transfer-hint = Vous pouvez retirer ce consentement à tout moment en quittant la communauté.
join-follows = Un responsable décide de votre candidature. Vous en serez informé(e) par courrier électronique.
join-send = Envoyer la candidature
join-applied = Vous avez présenté votre candidature le { $date }
join-applied-text = Un responsable décidera. Vous en serez informé(e) par courrier électronique.
join-take-back = Retirer la candidature
join-invitation-only = Cette communauté invite ses membres
join-invitation-only-text = Il n’est pas possible d’y présenter sa candidature. Si vous en avez besoin pour votre travail, adressez-vous à votre point de contact national.
join-transfer-missing = Veuillez consentir au transfert, ou ne rejoignez pas cette communauté.
join-message-missing = Veuillez écrire un message aux responsables.

recipients-title = Destinataires hors de l’Union
recipients-none = Actuellement, aucun membre ne travaille pour une organisation internationale ni dans un pays tiers. À l’arrivée du premier, tous les membres en sont informés et peuvent quitter la communauté.
recipients-text = Les membres qui travaillent pour ces organisations verront eux aussi vos coordonnées. Il s’agit d’organisations internationales ou d’organisations établies dans des pays tiers.
recipients-caption = Organisations internationales et organisations de pays tiers ayant des membres dans cette communauté
recipients-organisation = Organisation
recipients-where = Lieu
recipients-decision = Protection des données sur place
recipients-risk = En l’absence de décision d’adéquation, la Commission n’a pas constaté que les données à caractère personnel y sont protégées comme dans l’Union : vos droits pourraient être difficiles à faire valoir et il se peut qu’aucune autorité indépendante ne contrôle l’utilisation de vos données. Le transfert se fonde sur votre consentement explicite [article 50, paragraphe 1, point a)] et sur des motifs importants d’intérêt public [article 50, paragraphe 1, point d), du règlement (UE) 2018/1725].
recipients-members-title = Membres hors de l’Union
recipients-members-text = Les membres qui travaillent pour ces organisations voient vos coordonnées.
recipients-members-choice = Si vous n’êtes pas d’accord, vous pouvez quitter la communauté à tout moment.
abroad-third-country = Pays tiers : { $country }

invitation-title = Invitation à « { $name } »
invitation-message = Les responsables écrivent
invitation-until = Réponse attendue avant le
invitation-answer = Votre réponse
invitation-accept = Accepter et rejoindre
invitation-decline-text = Si vous déclinez, les responsables voient que l’invitation a été déclinée, et rien d’autre.
invitation-decline = Décliner

community-about = À propos de cette communauté
community-leads = Responsables
community-news = Nouveautés
community-news-none = Rien de nouveau pour l’instant
community-news-none-text = Les nouveaux membres, documents et réunions figureront ici.
community-waiting = { $count ->
    [one] { $count } candidature attend une décision
   *[other] { $count } candidatures attendent une décision
 }
community-waiting-open = Lire et décider
community-leave = Quitter cette communauté
community-last-lead = Vous êtes l’unique responsable. Nommez un autre membre responsable avant de partir.
new-recipient-title = Vos coordonnées parviennent désormais à un destinataire hors de l’Union
new-recipient-text = Depuis le { $date }, un membre travaille pour { $organisation } ({ $where }). Auparavant, personne hors de l’Union n’appartenait à cette communauté.
new-recipient-choice = Si vous n’acceptez pas que ce destinataire voie vos coordonnées, vous pouvez quitter la communauté.
new-recipient-who = Voir qui sont les destinataires
new-recipient-seen = J’ai lu cet avis

members-text = N’utilisez ces coordonnées que pour le travail de cette communauté. Le nombre de fiches qu’une personne ouvre est compté.
members-search = Rechercher un membre
members-find = Rechercher un membre
members-find-hint = Nom, organisation ou fonction
members-none = Aucun membre ne correspond
members-none-text = Vérifiez l’orthographe ou utilisez moins de mots.
members-you = Ceci est votre propre fiche.
members-vcard = Enregistrer comme contact (vCard)

applications-waiting = Candidatures
applications-none = Aucune candidature en attente
applications-none-text = Lorsque quelqu’un présente sa candidature, tous les responsables en sont informés par courrier électronique.
applications-who = Candidat
applications-since = Candidature du
invitations-title = Invitations sans réponse
invitations-none = Il n’y en a pas.
invitations-to = Envoyée à
invitations-take-back = Retirer
invite-title = Inviter quelqu’un
invite-text = Avant de décider, la personne voit l’objet de la communauté, le nombre de ses membres et ses destinataires hors de l’Union. Aucune coordonnée n’est montrée avant l’adhésion.
invite-email = Adresse électronique
invite-email-hint = Si elle appartient à un utilisateur actif, l’invitation lui parvient. Pour des raisons de protection des données, vous n’apprenez pas si c’est le cas.
invite-email-wrong = Veuillez écrire une adresse électronique, par exemple nom@example.org.
invite-message = Message
invite-message-hint = Il figure dans l’invitation.
invite-send = Envoyer l’invitation
level-missing = Veuillez choisir un niveau.
ends-past = Veuillez choisir un jour à venir ou laisser le champ vide.

application-title = Candidature de { $name }
application-message = Message du { $date }
application-first-abroad = Ce serait le premier membre hors de l’Union
application-first-abroad-text = Si vous acceptez, tous les membres sont informés par courrier électronique et sur la page d’accueil que leurs coordonnées parviennent désormais à un destinataire situé dans un pays tiers ou à une organisation internationale, et qu’ils peuvent quitter la communauté.
application-accept = Accepter
application-accept-text = La personne verra immédiatement les coordonnées de tous les membres, et ceux-ci verront les siennes.
application-decline = Décliner
application-decline-text = La personne en est informée, avec votre motif. Vous ne verrez plus les coordonnées ci-dessus.
application-reason = Motif
application-reason-hint = La personne le lira.
application-reason-missing = Veuillez indiquer un motif ; la personne le lira.

membership-change = Niveau et fin
membership-change-text = Une modification s’applique immédiatement.
membership-remove = Exclure de la communauté
membership-remove-text = Une confirmation vous sera demandée avant toute action.
membership-remove-open = Exclure ce membre
membership-last-lead = C’est l’unique responsable. Une communauté doit en avoir un : nommez d’abord un autre membre responsable.
membership-last-lead-level = Veuillez conserver le niveau « Responsable » ou nommer d’abord un autre membre responsable.

settings-in-english = En anglais
settings-in-french = En français
settings-in-german = En allemand
settings-name = Nom
settings-name-missing = Veuillez indiquer le nom dans chaque langue.
settings-purpose = Objet
settings-purpose-hint = Une ou deux phrases. Toute personne susceptible d’adhérer les lit.
settings-country = Pays
settings-country-hint = Pour un réseau national uniquement.
settings-visibility = Qui trouve cette communauté
settings-listed = Toute personne disposant d’un compte
settings-listed-text = Le nom, le type, l’objet, le nombre de membres et les destinataires hors de l’Union figurent dans la liste. Les noms des membres n’y figurent pas.
settings-hidden = Les membres et les personnes invitées seulement
settings-hidden-text = Pour toutes les autres personnes, la communauté n’existe pas, ni dans les listes ni dans la recherche. On y adhère sur invitation seulement.
settings-policy = Comment on adhère
settings-policy-missing = Veuillez choisir comment on adhère.
settings-apply = Sur candidature ou sur invitation
settings-apply-text = Un responsable décide de chaque candidature.
settings-invite = Sur invitation seulement
settings-invite-text = Les candidatures en attente peuvent encore être examinées.
settings-follows = Les modifications s’appliquent immédiatement. Les membres les voient sur la page d’accueil.

remove-title = Exclure { $name } ?
remove-button = Exclure le membre
remove-cards = La personne ne voit immédiatement plus rien de cette communauté, et les membres ne voient plus ses coordonnées par ce biais.
remove-content = Ses contributions restent à la communauté.
remove-told = La personne en est informée par courrier électronique.

done-applied = Votre candidature a été envoyée
done-applied-text = Un responsable décidera. Vous en serez informé(e) par courrier électronique.
done-taken-back = Votre candidature a été retirée
done-taken-back-text = Les responsables ne la voient plus, ni vos coordonnées.
done-joined = Vous appartenez désormais à cette communauté
done-joined-text = Ses membres voient vos coordonnées et vous voyez les leurs.
done-invitation-declined = Vous avez décliné l’invitation
done-invitation-declined-text = Vos coordonnées n’ont été montrées à personne.
done-left = Vous avez quitté la communauté
done-left-text = Ses membres ne voient plus vos coordonnées par ce biais.
done-accepted = La personne est désormais membre
done-accepted-text = Elle en a été informée par courrier électronique.
done-declined = La candidature a été déclinée
done-declined-text = La personne en a été informée par courrier électronique, avec votre motif.
done-invited = L’invitation a été envoyée
done-invited-text = Si l’adresse appartient à un utilisateur actif, l’invitation lui est parvenue.
done-invitation-taken-back = L’invitation a été retirée
done-invitation-taken-back-text = Elle ne peut plus être acceptée.
done-membership-changed = L’adhésion a été modifiée
done-membership-changed-text = Elle s’applique dès maintenant.
done-removed = Le membre a été exclu
done-removed-text = La personne en a été informée par courrier électronique.
done-settings = Les paramètres ont été enregistrés
done-settings-text = Ils s’appliquent dès maintenant.

tab-history = Historique

new-community = Nouvelle communauté
new-community-text = Vous animez la communauté que vous créez. Invitez une deuxième personne à l’animer, afin qu’elle ne reste pas seule.
new-community-slug = Nom dans les adresses
new-community-slug-hint = Des minuscules, des chiffres et des traits d’union, comme return-experts. Il ne peut pas être modifié ensuite.
new-community-slug-wrong = Veuillez employer de 3 à 60 minuscules, chiffres et traits d’union, en commençant par une lettre.
new-community-slug-taken = Ce nom est déjà pris. Veuillez en choisir un autre.
new-community-do = Créer la communauté
done-founded = La communauté a été créée
done-founded-text = Vous l’animez. Invitez ses membres sous « Candidatures ».

history-text = Qui a modifié quoi dans cette communauté. Ce qu’une personne lit, et d’où, ne figure pas ici.
history-none = Rien n’a encore été modifié
history-none-text = Les demandes, les adhésions et les paramètres figureront ici.
history-at = Quand
history-what = Quoi
history-about = Membre
history-who = Par
history-system = Le système
history-somebody = Une personne que vous ne pouvez pas voir actuellement
history-former = Ancien utilisateur

card-text = Employez ces coordonnées pour le travail des communautés que vous partagez. Le nombre de fiches qu’une personne ouvre est compté.
