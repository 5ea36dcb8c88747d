"""Static files: hashed names, compressed beforehand, and few stylesheets.

A stylesheet is written as one file per block and read by people that way; a browser
gets it joined, because twenty small requests would delay the first calm page. One is
for every page, and a second for what only the journal's pages need.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEETS = ("css/site.css", "css/journal.css")
IMPORT = re.compile(r'@import (?:url\()?"(?:\./)?([^"]+)"\)?(?: layer\(([\w-]+)\))?;')


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class JoinedStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with the stylesheet's imports written in place first."""

    def post_process(
        self, paths: dict[str, Any], *args: Any, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Join the stylesheets, then hash and compress everything."""
        if not options.get("dry_run"):
            for name in set(STYLESHEETS) & set(paths):
                joined = self._joined(self._text(name))
                self.delete(name)
                self.save(name, ContentFile(joined.encode()))
                paths[name] = (self, name)
        yield from super().post_process(  # type: ignore[no-untyped-call]  # -- as it is
            paths, *args, **options
        )

    def _text(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode())

    def _joined(self, text: str) -> str:
        def block(match: re.Match[str]) -> str:
            path, layer = match.groups()
            # Addresses in a block are relative to it; the joined file stands above.
            body = self._text(f"css/{path}").replace("../../", "../")
            body = COMMENT.sub("", body).strip()
            return f"@layer {layer} {{\n{body}\n}}" if layer else body

        return IMPORT.sub(block, text)
