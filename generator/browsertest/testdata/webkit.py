"""Drives WebKitGTK, which has the engine of Safari, for engine_test.go.

Reads commands, one JSON object in a line, and answers each with one:
  {"open": address}   loads a page
  {"script": body}    runs the body of an async function in the page, and answers with what it returns
  {"print": file}     prints the page to a PDF
What pages complain of comes as lines on standard error. Files are saved in the folder of the first argument.
"""

import json
import os
import sys
import threading

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

# WebKit gives no program what its console has, so each page tells of its errors itself.
TELL = """{
  const tell = (what) => webkit.messageHandlers.complaint.postMessage(String(what));
  addEventListener("error", (e) => tell(e.message || `not loaded: ${e.target.src || e.target.href}`), true);
  addEventListener("unhandledrejection", (e) => tell(e.reason));
  document.addEventListener("securitypolicyviolation", (e) => tell(`${e.violatedDirective}: ${e.blockedURI}`));
  const write = console.error;
  console.error = (...words) => { tell(words.join(" ")); write.apply(console, words); };
}"""

context = WebKit2.WebContext.new_ephemeral()
manager = WebKit2.UserContentManager()
manager.register_script_message_handler("complaint")
manager.add_script(WebKit2.UserScript(TELL, WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None))
view = WebKit2.WebView(web_context=context, user_content_manager=manager)
window = Gtk.OffscreenWindow()
window.add(view)
window.set_default_size(1280, 900)
window.show_all()
opening = False
asked = 0  # scripts so far
waiting = None  # the number of the script that has not answered


def answer(value=None, error=None):
    print(json.dumps({"value": value, "error": error}), flush=True)


def follow(command):
    global opening, asked, waiting
    if "open" in command:
        opening = True
        view.load_uri(command["open"])
    elif "script" in command:
        waiting = asked = asked + 1
        view.call_async_javascript_function(command["script"], -1, None, None, None, None, returned, asked)
    else:
        print_page(command["print"])


def loaded(_, event):
    global opening, waiting
    if event == WebKit2.LoadEvent.COMMITTED and waiting:
        waiting = None  # WebKit never answers for a page that is gone
        answer(error="the page has been left")
    if event == WebKit2.LoadEvent.FINISHED and opening:
        opening = False
        answer()


def failed(_, event, address, error):
    global opening
    if opening:
        opening = False
        answer(error=f"{address}: {error.message}")
    return True


def returned(_, result, number):
    global waiting
    if number != waiting:
        return  # its page has been left
    waiting = None
    try:
        answer(view.call_async_javascript_function_finish(result).to_string())
    except GLib.Error as error:
        answer(error=error.message)


def print_page(file):
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, GLib.filename_to_uri(file))
    setup = Gtk.PageSetup()
    setup.set_paper_size(Gtk.PaperSize.new(Gtk.PAPER_NAME_A4))
    operation = WebKit2.PrintOperation(web_view=view, print_settings=settings, page_setup=setup)
    errors = []
    operation.connect("failed", lambda _, error: errors.append(error.message))
    operation.connect("finished", lambda _: answer(error="; ".join(errors) or None))
    operation.print_()


def save(_, download):
    download.connect("decide-destination", decide)


def decide(download, name):
    download.set_destination(GLib.filename_to_uri(os.path.join(sys.argv[1], name)))
    return True


def read():
    for line in sys.stdin:
        GLib.idle_add(follow, json.loads(line))
    GLib.idle_add(Gtk.main_quit)


def complain(_, result):
    print("complaint:", result.get_js_value().to_string().replace("\n", " "), file=sys.stderr, flush=True)


manager.connect("script-message-received::complaint", complain)
view.connect("load-changed", loaded)
view.connect("load-failed", failed)
context.connect("download-started", save)
threading.Thread(target=read, daemon=True).start()
Gtk.main()
