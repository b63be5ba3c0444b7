# Words of the page shell, of forms and of charts.

date-long = { $day } { $month } { $year }
month-of-year = { $month } { $year }
moment = { $date }, { $time }
thousands-separator = ,

month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December

skip-to-content = Skip to main content
header-language = Language
header-menu = Main menu
header-home = { $service }, start page
header-account = Your account
sign-out = Sign out
breadcrumb = You are here
footer-links = About this service

form-optional = optional
form-errors-title = Please check the form
form-error = Error:
form-choose = Choose

pager = Pages
pager-next = Next page
pager-previous = Previous page
pager-status = Page { $page } of { $pages }

chart-key = Key

problem-code = Code
problem-next = What you can do
resend-sign-in = Sign in again, in a new window
resend-back = Close that window, come back here, and send what you typed:
resend-send = Send
