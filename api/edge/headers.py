"""The security headers of every reply, whoever wrote it. The page needs its own script, style, icon and API only."""

from __future__ import annotations

from collections.abc import Sequence

_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors {ancestors}",
    ]
)


def security_headers(framed_by: Sequence[str] = (), *, shared: bool = False) -> list[tuple[bytes, bytes]]:
    """`framed_by` are origins that may show the reply in a frame; `shared`: other sites may load it as a script."""
    policy = _POLICY.format(ancestors=" ".join(framed_by) or "'none'")
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"cross-origin" if shared else b"same-origin"),
    ]


SECURITY_HEADERS = security_headers()
