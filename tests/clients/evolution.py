"""What Evolution's account assistant and its calendar backend do: discovery from the address alone, then events both ways."""

import sys
import time

import gi

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
from gi.repository import ECal, EDataServer as E, ICalGLib  # noqa: E402

url, login, password = sys.argv[1:4]
host, port = url.split("//")[1].split(":")
credentials = E.NamedParameters.new()
credentials.set(E.SOURCE_CREDENTIAL_USERNAME, login)
credentials.set(E.SOURCE_CREDENTIAL_PASSWORD, password)


def source_for(resource):
    source = E.Source.new(None, None)
    source.set_display_name("Landescloud")
    authentication = source.get_extension(E.SOURCE_EXTENSION_AUTHENTICATION)
    authentication.set_host(host)
    authentication.set_port(int(port))
    authentication.set_user(login)
    authentication.set_method("plain/password")
    authentication.set_remember_password(False)
    source.get_extension(E.SOURCE_EXTENSION_WEBDAV_BACKEND).set_resource_path(resource)
    return source


found = E.webdav_discover_sources_sync(source_for(""), url, 0, credentials, None).out_discovered_sources
for each in sorted(found, key=lambda each: each.href):
    print("found", each.href.replace(url, ""), each.supports, each.display_name)

resource = next(each.href for each in found if each.href.endswith("/personal/")).replace(url, "")
registry = E.SourceRegistry.new_sync(None)
source = source_for(resource)
source.set_parent("caldav-stub")
source.get_extension(E.SOURCE_EXTENSION_CALENDAR).set_backend_name("caldav")
source.get_extension(E.SOURCE_EXTENSION_SECURITY).set_secure(False)
registry.commit_source_sync(source, None)
source = registry.ref_source(source.get_uid())
# Not waiting: the credentials come afterwards.
client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 2**32 - 1, None)
source.invoke_authenticate_sync(credentials, None)


def summaries():
    return sorted(each.get_summary() for each in client.get_object_list_sync("#t", None).out_icalcomps)


def until(wanted):
    for _ in range(100):
        if summaries() == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{summaries()} instead of {wanted}")


until(["Vom Server"])
component = ICalGLib.Component.new_from_string(
    "BEGIN:VEVENT\r\nUID:evolution\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20261124T090000Z\r\n"
    "DTEND:20261124T100000Z\r\nSUMMARY:Aus Evolution\r\nEND:VEVENT\r\n"
)
client.create_object_sync(component, ECal.OperationFlags.NONE, None)
until(["Aus Evolution", "Vom Server"])
print("all is well")
