"""The library's addresses: stable, neutral, few."""

from django.urls import path

from resources.library import views

urlpatterns = [
    path("library/", views.article_list, name="article-list"),
    path("library/topics/<slug:slug>/", views.topic, name="topic"),
    path("library/<slug:slug>/", views.article, name="article"),
]
