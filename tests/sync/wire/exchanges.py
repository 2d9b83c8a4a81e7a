#!/usr/bin/python3
"""Compares what was really said between clients and hub with openapi.yaml, both ways.

    exchanges.py OPENAPI FOLDER        FOLDER: what tests/harness/exchanges.h keeps

Of every exchange: its status and its media type stand in the file, its answer's body fits the schema and has no member
that the file does not tell of, and so do query and body of each request that was taken. Every operation was asked, taken,
and refused in each way the file tells of. And the comparison itself is put to the test: members that nobody knows must
do no harm, and a schema that asks for what nobody sends must be noticed, each by itself.
"""

import copy
import json
import pathlib
import re
import sys
import urllib.parse

import jsonschema
import yaml

# In an address: by this tests see that what nobody asked for is not read.
STRANGE = {"phone"}
# In a form: by these that nobody names who acts.
STRANGE_FIELDS = {"actor", "role"}

EVENT_BODIES = {
    "ticket.issued": "TicketIssued",
    "ticket.print": "TicketPrint",
    "rating.given": "RatingGiven",
    "device.health": "DeviceHealth",
    "staff.call": "StaffCall",
}

formats = jsonschema.FormatChecker(formats=())


@formats.checks("date-time")
def is_instant(value):
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value))


@formats.checks("date")
def is_day(value):
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))


class Description:
    """openapi.yaml: its operations, and schemas by what they are used for."""

    def __init__(self, document):
        self.document = document
        self.operations = []
        self.validators = {}
        self.kept = []  # so that no other takes the place, and the identity, of one
        for path, item in document["paths"].items():
            pattern = re.compile(re.sub(r"\\\{(\w+)\\\}", r"([^/]+?)", re.escape(path)))
            names = re.findall(r"\{(\w+)\}", path)
            for method, operation in item.items():
                self.operations.append((method.upper(), pattern, names, operation))

    def followed(self, node):
        while isinstance(node, dict) and "$ref" in node:
            found = self.document
            for word in node["$ref"].removeprefix("#/").split("/"):
                found = found[word]
            node = found
        return node

    def operation(self, method, path):
        for known, pattern, names, operation in self.operations:
            match = pattern.fullmatch(path)
            if known == method and match:
                return operation, dict(zip(names, match.groups()))
        return None, {}

    def faults(self, schema, value):
        # By its identity: making one each time costs more than all the rest. What it refers to goes with it.
        validator = self.validators.get(id(schema))
        if validator is None:
            whole = {**schema, "components": self.document["components"]}
            validator = jsonschema.Draft202012Validator(whole, format_checker=formats)
            self.validators[id(schema)] = validator
            self.kept.append(schema)
        return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator.iter_errors(value)]

    def alternatives(self, schema, value):
        """The plain schemas that speak for this value."""
        schema = self.followed(schema)
        found = [schema]
        for key in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(key, []):
                if key == "allOf" or not self.faults(part, value):
                    found += self.alternatives(part, value)
        return found

    def untold(self, schema, value, where=""):
        """Members of the value that no schema tells of."""
        schemas = self.alternatives(schema, value)
        if isinstance(value, list):
            items = [one["items"] for one in schemas if "items" in one]
            return [text for each in value for text in (self.untold(items[0], each, where + "/-") if items else [])]
        if not isinstance(value, dict) or not any("properties" in one for one in schemas):
            return []
        texts = []
        for name, member in value.items():
            described = [one["properties"][name] for one in schemas if name in one.get("properties", {})]
            if described:
                texts += self.untold(described[0], member, f"{where}/{name}")
            elif not any("additionalProperties" in one for one in schemas):
                texts.append(f"{where}/{name}")
        return texts


    def with_strange_members(self, schema, value):
        schemas = self.alternatives(schema, value)
        if isinstance(value, list):
            items = next((one["items"] for one in schemas if "items" in one), {})
            return [self.with_strange_members(items, each) for each in value]
        if not isinstance(value, dict):
            return value
        described = {name: part for one in schemas for name, part in one.get("properties", {}).items()}
        grown = {name: self.with_strange_members(described.get(name, {}), member) for name, member in value.items()}
        # Where every member is a name, as in a map, there are no strange ones.
        return {**grown, "x_strange": "?"} if described else grown


class Comparison:
    def __init__(self, description):
        self.description = description
        self.faults = {}
        self.seen = set()  # (operation, status as the file has it)

    def fault(self, exchange, text):
        line = f"{exchange['method']} {exchange['target'][:80]} {exchange['status']}: {text}"
        # One of a kind is enough.
        self.faults.setdefault(re.sub(r"\d+|[0-9A-HJKMNP-TV-Z]{26}", "#", line), line)

    def compare(self, exchange):
        target = urllib.parse.urlsplit(exchange["target"])
        method = {"HEAD": "GET"}.get(exchange["method"], exchange["method"])
        operation, path = self.description.operation(method, target.path)
        status = str(exchange["status"])
        taken = was_taken(exchange, operation)
        if operation is None:
            if taken:
                self.fault(exchange, "taken, and not in the file")
            return
        described = operation["responses"].get(status) or operation["responses"].get("default")
        if described is None:
            self.fault(exchange, "no such status in the file")
            return
        name = operation["operationId"]
        self.seen.add((name, status if status in operation["responses"] else "default"))
        self.answer(exchange, self.description.followed(described))
        if taken:
            self.parameters(exchange, operation, path, urllib.parse.parse_qsl(target.query, keep_blank_values=True))
            self.request(exchange, operation)

    def answer(self, exchange, described):
        kind = exchange["type"].split(";")[0]
        content = described.get("content", {})
        if exchange["method"] == "HEAD" or (not content and not exchange["body"]):
            return
        if kind not in content:
            self.fault(exchange, f"{kind or 'nothing'} came, {sorted(content)} is in the file")
        elif "json" in kind:
            self.fits(exchange, content[kind]["schema"], exchange["body"], "answer")

    def request(self, exchange, operation):
        body = self.description.followed(operation.get("requestBody", {}))
        kind = exchange["request_type"].split(";")[0]
        if not body:
            if exchange["request_body"]:
                self.fault(exchange, "a body was taken that is not in the file")
            return
        content = body["content"].get(kind)
        if content is None:
            self.fault(exchange, f"{kind} was taken, {sorted(body['content'])} is in the file")
        elif "json" in kind:
            self.fits(exchange, content["schema"], exchange["request_body"], "request")
            if operation["operationId"] == "pushEvents":
                self.events(exchange)
        else:
            fields = dict(urllib.parse.parse_qsl(exchange["request_body"], keep_blank_values=True))
            self.spelled(exchange, content["schema"], fields)

    def fits(self, exchange, schema, text, side):
        try:
            value = json.loads(text)
        except ValueError:
            self.fault(exchange, f"the {side} is no JSON")
            return
        for fault in self.description.faults(schema, value):
            self.fault(exchange, f"{side}: {fault}")
        for member in self.description.untold(schema, value):
            if not member.rsplit("/", 1)[1].startswith("x_"):  # by these tests see whether strange members do harm
                self.fault(exchange, f"{side}: {member} is not in the file")
        strange = self.description.with_strange_members(schema, value)
        for fault in self.description.faults(schema, strange):
            self.fault(exchange, f"{side}, with a member that nobody knows: {fault}")

    def events(self, exchange):
        """The bodies of what was taken; of what was not the file says nothing."""
        rejected = {each["seq"] for each in json.loads(exchange["body"])["rejected"]}
        schemas = self.description.document["components"]["schemas"]
        for event in json.loads(exchange["request_body"])["events"]:
            name = EVENT_BODIES.get(event["type"])
            if event["seq"] in rejected or name is None:
                continue
            for fault in self.description.faults(schemas[name], event["body"]):
                self.fault(exchange, f"{event['type']}: {fault}")
            for member in self.description.untold(schemas[name], event["body"]):
                if not member.startswith("/x_"):
                    self.fault(exchange, f"{event['type']}: {member} is not in the file")

    def parameters(self, exchange, operation, path, query):
        described = {}
        for parameter in operation.get("parameters", []):
            parameter = self.description.followed(parameter)
            described[(parameter["in"], parameter["name"])] = parameter["schema"]
        for kind, values in (("path", path.items()), ("query", query)):
            for name, value in values:
                if name in STRANGE:
                    continue
                if (kind, name) not in described:
                    self.fault(exchange, f"the parameter {name} is not in the file")
                    continue
                schema = {"type": "object", "properties": {name: described[(kind, name)]}}
                self.spelled(exchange, schema, {name: urllib.parse.unquote(value)})

    def spelled(self, exchange, schema, fields):
        """Fields of a form or an address, where every value is a text."""
        schema = self.description.followed(schema)
        for name, value in fields.items():
            if name in STRANGE_FIELDS:
                continue
            property_schema = schema["properties"].get(name)
            for pattern, described in schema.get("patternProperties", {}).items():
                property_schema = property_schema or (described if re.search(pattern, name) else None)
            if property_schema is None:
                self.fault(exchange, f"the field {name} is not in the file")
                continue
            values = [value] + ([int(value)] if re.fullmatch(r"\d+", value) else [])
            if all(self.description.faults(property_schema, each) for each in values):
                self.fault(exchange, f"the field {name} is {value[:40]!r}")
        for name in schema.get("required", []):
            if name not in fields:
                self.fault(exchange, f"the field {name} is missing")

    def unseen(self):
        for _, _, _, operation in self.description.operations:
            for status in operation["responses"]:
                key = (operation["operationId"], status)
                if key not in self.seen:
                    yield f"{key[0]} never answered {key[1]}"


def was_taken(exchange, operation):
    """Whether it was done what was asked: the console says by where it leads that it was not."""
    if exchange["status"] == 303 and exchange["target"].startswith("/console"):
        leads_to_sign_in = exchange["location"].startswith("/console/sign-in")
        signed_out = operation["operationId"] == "consoleSignOut" and "form=" in exchange["request_body"]
        return "said=" not in exchange["location"] and (signed_out or not leads_to_sign_in)
    return 200 <= exchange["status"] < 400


def compared(document, exchanges):
    comparison = Comparison(Description(document))
    for exchange in exchanges:
        comparison.compare(exchange)
    return comparison


def unnoticed(document, exchanges):
    """The schemas that nothing is measured by: each, asking for a member that nobody sends, must be noticed."""
    for name, schema in document["components"]["schemas"].items():
        broken = copy.deepcopy(document)
        changed = broken["components"]["schemas"][name]
        if changed.get("type") == "object":
            changed["required"] = [*changed.get("required", []), "no_such_member"]
        elif "enum" in schema:
            changed["enum"] = ["no_such_word"]
        if not any(compared(broken, [each]).faults for each in exchanges):
            yield name


def main():
    document = yaml.safe_load(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    exchanges = []
    for file in sorted(pathlib.Path(sys.argv[2]).glob("*.jsonl")):
        exchanges += [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]
    comparison = compared(document, exchanges)
    complaints = [*comparison.faults.values(), *comparison.unseen()]
    if not complaints:
        complaints = [f"nothing is measured by the schema {name}" for name in unnoticed(document, exchanges)]
    for complaint in complaints:
        print(complaint)
    print(f"{len(exchanges)} exchanges, {len(comparison.seen)} kinds of answer, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
