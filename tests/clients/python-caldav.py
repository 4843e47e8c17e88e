"""What python3-caldav does with a server, along its functional tests: each step asserts what came of it."""

import sys
import time
from datetime import date, datetime, timedelta, timezone

import caldav
from caldav.lib import error

url, login, password, other_login, other_password = sys.argv[1:6]


def ics(*lines):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//DE", *lines, "END:VCALENDAR", ""])


def event(uid, start, *more):
    return ics("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART{start}", *more, "END:VEVENT")


client = caldav.DAVClient(url=f"{url}/remote.php/dav/", username=login, password=password)
principal = client.principal()
assert client.check_dav_support() and client.check_cdav_support()
assert principal.calendar_home_set.url.path.endswith(f"/calendars/{login}/")
assert [c.name for c in principal.calendars()] == ["Persönlich"]
assert principal.get_vcal_address() is not None

# Calendars are made, renamed, found and deleted.
calendar = principal.make_calendar(name="Prüfung", cal_id="pruefung")
assert principal.calendar(name="Prüfung").url == calendar.url
assert principal.calendar(cal_id="pruefung").get_supported_components()
try:
    principal.make_calendar(name="Noch einmal", cal_id="pruefung")
    raise AssertionError("made twice")
except error.DAVError:
    pass
calendar.set_properties([caldav.elements.dav.DisplayName("Umbenannt")])
assert calendar.get_properties([caldav.elements.dav.DisplayName()])["{DAV:}displayname"] == "Umbenannt"

# Events are saved, loaded, changed, searched, expanded and deleted.
made = calendar.save_event(event("eins", ":20261124T090000Z", "DTEND:20261124T100000Z", "SUMMARY:Eins"))
assert len(calendar.events()) == 1
assert calendar.event_by_uid("eins").url == made.url
assert "Eins" in calendar.event_by_url(made.url).data
made.load()
made.data = made.data.replace("SUMMARY:Eins", "SUMMARY:Anders")
made.save()
assert "Anders" in calendar.event_by_uid("eins").data
try:
    calendar.event_by_uid("fehlt")
    raise AssertionError("found what is not there")
except error.NotFoundError:
    pass
weekly = event(
    "woche", ":20261102T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "SUMMARY:Woche", "EXDATE:20261109T080000Z"
)
calendar.save_event(weekly)
start, end = datetime(2026, 11, 1, tzinfo=timezone.utc), datetime(2026, 12, 1, tzinfo=timezone.utc)
assert len(calendar.date_search(start=start, end=end, expand=False)) == 2
expanded = calendar.search(event=True, start=start, end=end, expand=True)
assert len(expanded) == 5, len(expanded)
assert all("RRULE" not in each.data for each in expanded)
far = datetime(2040, 1, 1, tzinfo=timezone.utc)
assert len(calendar.date_search(start=far, end=far + timedelta(days=8), expand=False)) == 1
assert len(calendar.search(event=True, summary="Anders")) == 1
assert len(calendar.search(event=True, summary="Nichts")) == 0
calendar.save_event(event("tag", ";VALUE=DATE:20261224", "SUMMARY:Heiligabend"))
assert len(calendar.date_search(start=date(2026, 12, 24), end=date(2026, 12, 25), expand=False)) == 1

# Tasks and journal entries.
todo = calendar.save_todo(
    ics("BEGIN:VTODO", "UID:aufgabe", "DTSTAMP:20260101T000000Z", "DUE;VALUE=DATE:20261130", "SUMMARY:Aufgabe", "END:VTODO")
)
assert len(calendar.todos()) == 1
assert len(calendar.events()) == 3
assert len(calendar.date_search(start=start, end=end, compfilter="VTODO", expand=False)) == 1
todo.complete()
assert len(calendar.todos()) == 0
assert len(calendar.todos(include_completed=True)) == 1
calendar.save_journal(
    ics("BEGIN:VJOURNAL", "UID:eintrag", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20261124", "SUMMARY:Eintrag", "END:VJOURNAL")
)
assert len(calendar.journals()) == 1

# By token: what changed and what is gone.
objects = calendar.objects(load_objects=True)
assert len(list(objects)) == 5
objects.sync()
calendar.save_event(event("neu", ":20261125T090000Z", "SUMMARY:Neu"))
made.delete()
updated, deleted = objects.sync()
assert [len(list(updated)), len(list(deleted))] == [1, 1], (updated, deleted)
later = calendar.objects_by_sync_token(objects.sync_token)
assert len(list(later)) == 0
changed = calendar.calendar_multiget([calendar.event_by_uid("neu").url, calendar.event_by_uid("tag").url])
assert len(list(changed)) == 2

# Free or busy, and what is refused.
busy = calendar.freebusy_request(start, end)
assert "FREEBUSY" in busy.data, busy.data
try:
    calendar.save_event(event("falsch", ":20269924T090000Z"))
    raise AssertionError("took what is no date")
except error.DAVError:
    pass
wrong = caldav.DAVClient(url=f"{url}/remote.php/dav/", username=login, password="falsch")
try:
    wrong.principal().calendars()
    raise AssertionError("let in with a wrong password")
except error.AuthorizationError:
    pass

# Somebody is invited, finds it in the inbox and in the calendar, and agrees: the answer is in the organizer's inbox.
def arrived(whom, method):
    for _ in range(100):
        items = whom.schedule_inbox().get_items()
        if items:
            assert [item.icalendar_instance["METHOD"] for item in items] == [method]
            return items[0]
        time.sleep(0.1)
    raise AssertionError(f"no {method} has come")


other = caldav.DAVClient(url=f"{url}/remote.php/dav/", username=other_login, password=other_password).principal()
meeting = event("treffen", ":20320606T090000Z", "DURATION:PT1H", "SUMMARY:Treffen", "SEQUENCE:0")
calendar.save_with_invites(meeting, [principal, other.get_vcal_address()])
request = arrived(other, "REQUEST")
assert request.is_invite_request()
invited = other.calendars()[0].event_by_uid("treffen")
second = other.make_calendar(name="Zweiter", cal_id="zweiter")
try:
    second.save_event(invited.data)
    raise AssertionError("took the same meeting twice")
except error.AuthorizationError:
    pass
assert len(other.schedule_inbox().events()) == 1 and len(other.schedule_inbox().todos()) == 0
invited.change_attendee_status(partstat="ACCEPTED")
invited.save()
request.delete()
assert len(other.schedule_inbox().get_items()) == 0
arrived(principal, "REPLY").delete()
assert "PARTSTAT=ACCEPTED" in calendar.event_by_uid("treffen").data

calendar.delete()
assert [c.name for c in principal.calendars()] == ["Persönlich"]
print("all is well")
