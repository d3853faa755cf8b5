"""How staff and officers sign in: django-allauth, e-mail address and password, then a second factor."""

ACCOUNT_ADAPTER = "smartsafe.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # a locked session signs in again
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/desk/sign-in/"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "smartsafe.people.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey proves who signs in but cannot open the person's key, so it comes second to the password, never instead.
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Smart and Safe"
MFA_ALLOW_UNVERIFIED_EMAIL = True
LOGIN_URL = "/desk/sign-in/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_FORMS = {
    "login": "smartsafe.faces.desk.sign_in.forms.SignInForm",
    "reauthenticate": "smartsafe.faces.desk.sign_in.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "smartsafe.faces.desk.sign_in.forms.CodeForm",
    "reauthenticate": "smartsafe.faces.desk.sign_in.forms.CodeAgainForm",
    "activate_totp": "smartsafe.faces.desk.sign_in.forms.FirstCodeForm",
    "add_webauthn": "smartsafe.faces.desk.sign_in.forms.AddPasskeyForm",
}
