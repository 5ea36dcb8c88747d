"""The addresses of the doors; they stand on the public side."""

from django.urls import path

from recovery_site.doors import views

urlpatterns = [
    path("library/<slug:slug>/reflect/", views.reflect, name="article-reflect"),
]
