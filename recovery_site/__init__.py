"""The site: settings, addresses, accounts, and all that joins the apps."""
