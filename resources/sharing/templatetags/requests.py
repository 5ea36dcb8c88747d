"""What a keeper sees first: requests that wait for a decision."""

from django import template

from resources.sharing.domain.roles import waiting_requests

register = template.Library()
register.simple_tag(waiting_requests)
