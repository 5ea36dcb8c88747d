"""The journal's forms. None saves; what is typed is kept on the page when one fails."""
