"""The registry of contexts: injective, complete, and the same as the document's."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import crypto
from journal.crypto.contexts import FIELD_KINDS, Context, associated_data
from journal.crypto.keys import Purpose

FORMAT = (Path(crypto.__file__).parent / "FORMAT.md").read_text()
VALUES = {
    UUID: st.uuids(),
    int: st.integers(0, 2**64 - 1),
    bytes: st.binary(max_size=40),
}


@st.composite
def places(draw):
    context = draw(st.sampled_from(Context))
    fields = {name: draw(VALUES[FIELD_KINDS[name]]) for name in context.fields}
    return context, fields


def parts_of(data):
    parts = []
    while data:
        size = int.from_bytes(data[:4], "big")
        parts.append(data[4 : 4 + size])
        data = data[4 + size :]
    return parts


def table(start, end):
    rows = FORMAT.split(start)[1].split(end)[0].splitlines()
    cells = [re.split(r"(?<!\\)\|", row)[1:-1] for row in rows if row.startswith("| `")]
    return [[cell.strip() for cell in row] for row in cells]


@given(places(), places())
def test_associated_data_is_different_for_every_place(one, other):
    same_place = one == other

    same_bytes = associated_data(one[0], **one[1]) == associated_data(
        other[0], **other[1]
    )

    assert same_bytes is same_place


@given(places())
def test_associated_data_can_be_read_back(place):
    context, fields = place

    label, *encoded = parts_of(associated_data(context, **fields))

    assert label.decode() == context.label
    assert len(encoded) == len(context.fields)


def test_associated_data_is_spelled_as_the_format_says():
    data = associated_data(
        Context.RECORD_BODY, vault=UUID(int=1), record=UUID(int=2), revision=3
    )

    label = b"daybook-journal/v1/context/record/body"
    one, two = bytes(15) + b"\x01", bytes(15) + b"\x02"
    assert parts_of(data) == [label, one, two, bytes(7) + b"\x03"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"vault": UUID(int=1), "record": UUID(int=2)},
        {"vault": UUID(int=1), "record": UUID(int=2), "revision": 1, "title": b"x"},
        {"vault": UUID(int=1), "record": bytes(16), "revision": 1},
        {"vault": UUID(int=1), "record": UUID(int=2), "revision": True},
    ],
)
def test_associated_data_with_other_fields_raises(fields):
    with pytest.raises(TypeError):
        associated_data(Context.RECORD_BODY, **fields)


@pytest.mark.parametrize("revision", [-1, 2**64])
def test_associated_data_with_a_number_out_of_bounds_raises(revision):
    with pytest.raises(OverflowError):
        associated_data(
            Context.RECORD_BODY,
            vault=UUID(int=1),
            record=UUID(int=2),
            revision=revision,
        )


def test_contexts_are_those_of_the_document():
    documented = [
        (name.strip(" *`"), () if fields == "none" else tuple(fields.split(", ")))
        for name, fields, _ in table("## 3.", "## 4.")
    ]

    assert [(c.value[0], c.fields) for c in Context] == documented


def test_purposes_are_those_of_the_document():
    documented = [row[0].strip("`") for row in table("## 2.", "## 3.")]

    assert [purpose.value for purpose in Purpose] == documented


def test_labels_are_unique_and_name_product_and_version():
    labels = [c.label for c in Context] + [p.label for p in Purpose]

    assert len(set(labels)) == len(labels)
    assert all(label.startswith("daybook-journal/v1/") for label in labels)
