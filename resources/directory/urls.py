"""Addresses of the directory; no place and no word of a search stands in one."""

from django.urls import path

from resources.directory import views

urlpatterns = [
    path("help-lines/", views.help_lines, name="help-lines"),
    path("therapists/", views.therapists, name="therapists"),
    path("therapists/<uuid:pk>/", views.listing, name="listing"),
]
