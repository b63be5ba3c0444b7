# Words of the codes of the domain.

kind-union-institution = EU institution, body, office or agency
kind-national-authority = National authority
kind-international-organisation = International organisation
kind-non-governmental = Non-governmental organisation
kind-private-company = Private company
kind-academic = Academic institution
kind-other = Other

level-reader = Reader
level-reader-about = Reads what is in the Community and sees the contact details of its members.
level-contributor = Contributor
level-contributor-about = Reads, and adds and changes own contributions.
level-editor = Editor
level-editor-about = Changes everything in the Community.
level-lead = Lead
level-lead-about = Manages members and settings as well.
