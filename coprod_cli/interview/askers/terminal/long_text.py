"""Limits on how many long texts prompt_toolkit keeps in memory."""

from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.cache import FastDictCache, SimpleCache


def keep_last_texts_only(application: "Application[Any]") -> None:
    """Limit the caches of an application's texts and their lines to the last ones.

    A person who types, and more so a paste, makes a new text each time: by default, prompt_toolkit
    keeps the last ten of the buffer, and as many of the screen. It offers no setting for this.
    """
    documents = getattr(application.current_buffer, "_document_cache", None)
    if isinstance(documents, FastDictCache):
        documents.size = 1
    for window in application.layout.find_all_windows():
        for owner, name in ((window, "_ui_content_cache"), (window.content, "_fragment_cache")):
            cache = getattr(owner, name, None)
            if isinstance(cache, SimpleCache):
                cache.maxsize = 1
