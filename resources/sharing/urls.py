"""Addresses: a counselor's own below /lists/, a reader's below /s/ and /library/.

No address of ours ever holds a token but the reader's own.
"""

from django.urls import path

from resources.sharing.views import links, lists, offered, pages, reading, role

# The site puts these under a prefix for each language.
reader_urlpatterns = [
    path("s/<str:token>/", reading.shared_list, name="shared-list"),
    path("library/<slug:slug>/share/", pages.share, name="article-share"),
]

urlpatterns = [
    path("lists/", lists.home, name="lists"),
    path("lists/counselor/", role.counselor, name="counselor"),
    path("lists/new/", lists.new, name="list-new"),
    path("lists/ready/<slug:slug>/", offered.ready, name="list-ready"),
    path("lists/add/<slug:slug>/", offered.add, name="list-add"),
    path("lists/links/<uuid:pk>/end/", links.end, name="link-end"),
    path("lists/links/<uuid:pk>/extend/", links.extend, name="link-extend"),
    path("lists/<uuid:pk>/", lists.show, name="list"),
    path("lists/<uuid:pk>/edit/", lists.edit, name="list-edit"),
    path("lists/<uuid:pk>/move/", lists.move, name="list-move"),
    path("lists/<uuid:pk>/copy/", lists.copy, name="list-copy"),
    path("lists/<uuid:pk>/erase/", lists.erase, name="list-erase"),
    path("lists/<uuid:pk>/preview/", links.preview, name="list-preview"),
    path("lists/<uuid:pk>/link/", links.make, name="link-make"),
]
