# Les mots des codes du domaine.

kind-union-institution = Institution, organe ou organisme de l’Union
kind-national-authority = Autorité nationale
kind-international-organisation = Organisation internationale
kind-non-governmental = Organisation non gouvernementale
kind-private-company = Entreprise privée
kind-academic = Établissement universitaire ou de recherche
kind-other = Autre

level-reader = Lecture
level-reader-about = Lire le contenu de la communauté et voir les coordonnées de ses membres.
level-contributor = Contribution
level-contributor-about = Lire, et ajouter et modifier ses propres contributions.
level-editor = Édition
level-editor-about = Modifier tout le contenu de la communauté.
level-lead = Responsable
level-lead-about = Gérer en outre les membres et les paramètres.
