# Words that every page needs.

service-name = Information Exchange System

field-first-name = First name
field-last-name = Last name
field-email = E-mail address
field-telephone = Telephone number
field-work-address = Work address
field-organisation = Organisation
field-job-title = Job title

abroad-organisation = International organisation
abroad-country = Outside the Union: { $country }
