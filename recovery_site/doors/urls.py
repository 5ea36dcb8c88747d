"""The addresses of the doors; they stand on the public side."""

from django.urls import path

from recovery_site.doors import keeping, views

urlpatterns = [
    path("library/<slug:slug>/reflect/", views.reflect, name="article-reflect"),
    path("library/<slug:slug>/keep/", keeping.keep_article, name="article-keep"),
    path("therapists/<uuid:pk>/keep/", keeping.keep_listing, name="listing-keep"),
    path("help-lines/<slug:key>/keep/", keeping.keep_line, name="line-keep"),
]
