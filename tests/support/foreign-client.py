"""A foreign MQTT client, the one of Eclipse: `publish PORT TOPIC FROM COUNT` or `stay PORT TOPIC KEEPALIVE`."""
import json
import sys
import time

import paho.mqtt.client as mqtt

what, port, topic = sys.argv[1], int(sys.argv[2]), sys.argv[3]
client = mqtt.Client(client_id=f"paho-{what}-{time.time_ns()}", clean_session=True, protocol=mqtt.MQTTv311)
client.max_inflight_messages_set(20)

if what == "publish":
    start, count = int(sys.argv[4]), int(sys.argv[5])
    client.connect("127.0.0.1", port, 30)
    client.loop_start()
    sent = []
    for n in range(count):
        # A hundred a second or so: as many sensors as a site has, and time for faults to strike in between.
        sent.append(client.publish(topic, json.dumps({"ts": start + 1000 * n, "airTempC": 20}), qos=1))
        time.sleep(0.005)
    for each in sent:
        each.wait_for_publish()
    client.disconnect()
    client.loop_stop()
    print("published", count, flush=True)
else:
    client.will_set(f"{topic}/availability", "offline", qos=1, retain=True)
    client.connect("127.0.0.1", port, int(sys.argv[4]))
    client.loop_start()
    client.publish(f"{topic}/availability", "online", qos=1, retain=True).wait_for_publish()
    client.publish(topic, json.dumps({"airTempC": 20}), qos=1).wait_for_publish()
    print("here", flush=True)
    while True:
        time.sleep(1)
