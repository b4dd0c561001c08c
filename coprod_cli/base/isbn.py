"""Check digits of ISBNs (ISO 2108), as python-stdnum computes them."""


def is_isbn(number: str) -> bool:
    """Return True for an ISBN of ten or thirteen digits with the right check digit."""
    from stdnum import isbn

    return bool(isbn.is_valid(number))
