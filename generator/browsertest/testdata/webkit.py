"""Prints each address to the file after it, with WebKitGTK, the engine of Safari."""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

jobs = list(zip(sys.argv[1::2], sys.argv[2::2]))
view = WebKit2.WebView()
window = Gtk.OffscreenWindow()
window.add(view)
window.set_default_size(1280, 900)
window.show_all()


def next_page():
    if jobs:
        view.load_uri(jobs[0][0])
    else:
        Gtk.main_quit()


def loaded(_, event):
    if event == WebKit2.LoadEvent.FINISHED:
        GLib.timeout_add(500, print_page)


def print_page():
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(jobs.pop(0)[1]))
    setup = Gtk.PageSetup()
    setup.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
    operation = WebKit2.PrintOperation(web_view=view, print_settings=settings, page_setup=setup)
    operation.connect("finished", lambda _: next_page())
    operation.connect("failed", lambda _, error: sys.exit(error.message))
    operation.print_()


view.connect("load-changed", loaded)
next_page()
Gtk.main()
