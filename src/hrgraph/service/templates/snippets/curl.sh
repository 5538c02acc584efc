curl -s {{ endpoint }} -H 'Accept: text/csv' --data-urlencode query={{ curl }}
