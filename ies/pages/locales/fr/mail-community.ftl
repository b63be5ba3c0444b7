# Lettres sur les communautés. Elles disent ce qui s’est passé et où regarder, sans coordonnées.

mail-invitation-subject = Vous êtes invité(e) à rejoindre « { $community } »
mail-invitation-text = Vous êtes invité(e) à rejoindre la communauté « { $community } ». Avant que vous ne répondiez, la page de l’invitation montre qui, en dehors de l’Union, verrait vos coordonnées. Si vous ne répondez pas, rien ne se passe.
mail-application-waiting-subject = Une personne demande à rejoindre « { $community } »
mail-application-waiting-text = Une candidature à la communauté « { $community } » attend la décision de ses responsables.
mail-membership-begun-subject = Vous appartenez désormais à « { $community } »
mail-membership-begun-text = Vous appartenez dès maintenant à la communauté « { $community } ». Ses membres voient vos coordonnées, et vous voyez les leurs. Vous pouvez la quitter à tout moment.
mail-membership-declined-subject = Votre candidature à « { $community } »
mail-membership-declined-text = Les responsables de la communauté « { $community } » ne vous ont pas admis(e). Le motif qu’ils donnent : { $reason }
mail-membership-ended-subject = Votre adhésion à « { $community } » a pris fin
mail-membership-ended-text = Vous n’appartenez plus à la communauté « { $community } ». Depuis ce moment, ses membres ne voient plus vos coordonnées par son intermédiaire. Ce que vous y avez ajouté demeure.
mail-third-country-joined-subject = Vos coordonnées dans « { $community } » parviennent désormais à un destinataire hors de l’Union
mail-third-country-joined-text = Pour la première fois, une personne qui travaille dans un pays tiers ou pour une organisation internationale appartient à la communauté « { $community } ». Les membres voient mutuellement leurs coordonnées ; les vôtres parviennent donc à un destinataire hors de l’Union. La page des membres indique qui sont les destinataires et comment vos données y sont protégées. Si vous n’êtes pas d’accord, vous pouvez quitter la communauté à tout moment ; vos coordonnées ne sont alors plus visibles par son intermédiaire.
mail-nobody-leads-subject = La communauté « { $community } » n’a plus de responsable
mail-nobody-leads-text = La dernière personne responsable de la communauté « { $community } » est partie : plus personne ne décide des candidatures ni des paramètres. Veuillez faire en sorte que quelqu’un en devienne responsable.
mail-emergency-asked-subject = Un accès d’urgence est demandé
mail-emergency-asked-text = Une personne qui exploite le système demande un accès d’urgence. Deux personnes l’approuvent en quelques heures, sinon rien n’est ouvert. Veuillez lire le motif et n’approuver que ce que personne d’autre ne peut faire.
mail-emergency-begun-subject = Un accès d’urgence a commencé
mail-emergency-begun-text = Avec l’accord de deux personnes, quelqu’un qui exploite le système a, pour quelques heures au plus, un accès d’urgence à ce dont vous êtes responsable ou que vous gardez. Chaque consultation est consignée. Si vous n’en connaissez pas la raison, écrivez au délégué à la protection des données.
