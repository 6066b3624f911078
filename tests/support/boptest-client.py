"""A BOPTEST client after the project's own example flow: scenario, step, feedback control, results, KPIs. Standard library only."""

import json
import sys
import urllib.error
import urllib.request

URL = sys.argv[1]


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(URL + path, data=data, method=method, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.loads(response.read())


def payload(method, path, body=None):
    answer = call(method, path, body)
    assert answer["status"] == 200, answer
    return answer["payload"]


case = call("GET", "/testcases")[0]["testcaseid"]
test = call("POST", f"/testcases/{case}/select")["testid"]
assert call("GET", f"/status/{test}") == "Running"
name = payload("GET", f"/name/{test}")["name"]
inputs = payload("GET", f"/inputs/{test}")
measurements = payload("GET", f"/measurements/{test}")
zone = next(m for m in measurements if m.endswith("_reaTZon_y"))
heat = next(u for u in inputs if u.endswith("oveHea_u"))
y = payload("PUT", f"/scenario/{test}", {"time_period": "typical_heat_day", "electricity_price": "dynamic"})["time_period"]
payload("PUT", f"/step/{test}", {"step": 3600})
start = y["time"]
for _ in range(48):
    forecast = payload("PUT", f"/forecast/{test}", {"point_names": ["TDryBul"], "horizon": 21600, "interval": 3600})
    assert len(forecast["TDryBul"]) == 7
    share = max(0.0, min(1.0, 0.5 * (273.15 + 22.5 - y[zone])))
    y = payload("POST", f"/advance/{test}", {heat: share, heat.replace("_u", "_activate"): 1})
results = payload("PUT", f"/results/{test}", {"point_names": [zone, heat], "start_time": start, "final_time": y["time"]})
kpi = payload("GET", f"/kpi/{test}")
assert call("PUT", f"/stop/{test}") == "Stopped"
try:
    call("GET", f"/status/{test}")
    raise AssertionError("a stopped test still answers")
except urllib.error.HTTPError as error:
    assert error.code == 404
print(json.dumps({"name": name, "rows": len(results["time"]), "hours": (y["time"] - start) / 3600, "zoneK": y[zone], "kpi": kpi}))
