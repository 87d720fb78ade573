# Signing in, and one's own account.
sign-in-title = Sign in
sign-in-lead = Triad shows government, health care and technology the same partnership.
sign-in-email = Email address
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong = The address or the password is not right
sign-in-throttled = Too many failed tries. Wait a quarter of an hour and try again.
sign-in-demo-title = This is the demonstration
sign-in-demo-caption = Accounts to try
sign-in-demo-role = Role
sign-in-demo-password = Everyone in it is fictional. The password of every account is { $password }.
flash-signed-out = You are signed out.

account-title = Your account
account-role = Role
account-organisation = Organisation
account-language = Language
account-language-browser = As the browser asks
account-language-submit = Save language
account-password = Change password
account-sessions = Where you are signed in
account-sessions-caption = Your sessions
password-current = Present password
password-new = New password
password-hint = At least { $min } characters. A few words that do not belong together are easy to keep in mind.
password-again = New password once more
password-submit = Change password
password-differs = This is not the same as above
password-too-short = Use at least { $min } characters
password-guessable = This is easy to guess. Add words that do not belong together.
password-wrong = This is not your present password
session-browser = Browser
session-since = Signed in
session-seen = Last used
session-action = End it
session-this = This one
session-end = End session
session-unknown-browser = A browser that does not say
flash-language-saved = Your language is saved.
flash-password-changed = Your password is changed. Your other sessions are ended.
flash-session-ended = The session is ended.

person-email-taken = Somebody has this address already
person-email-shape = Enter an address such as name@example.org

# What an error calls a field that shares its words with something else.
account-locale = { account-language }
