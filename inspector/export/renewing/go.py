"""The request for Go that renews its token once where it is refused."""

import json

from inspector.export.code.call import Call, Text
from inspector.export.code.renewal import Renewal
from inspector.export.snippets.go_net_http import rows_of, text_of

NAME = "go"


def write(call: Call, renewal: Renewal) -> str:
    """Return a whole program; `send` may be called from any goroutine."""
    name = renewal.token.name
    sends = "".join(f"\t{row}\n" for row in rows_of(call, failed="return nil, err"))
    sends = sends.replace(f'os.Getenv("{name}")', "token")
    form = "".join(
        f"\t\t{json.dumps(key)}: {{{_value(renewal, text)}}},\n" for key, text in renewal.form
    )
    basic = ""
    if renewal.password is not None:
        user = json.dumps(renewal.user, ensure_ascii=False)
        basic = f"\trequest.SetBasicAuth({user}, {text_of((renewal.password,))})\n"
    names = sorted(["encoding/json", "fmt", "io", "net/http", "net/url", "os", "strings", "sync"])
    return _CODE.format(
        imports="".join(f'\t"{each}"\n' for each in names),
        name=name,
        refresh=f'\trefresh = os.Getenv("{renewal.refresh.name}")\n' if renewal.refresh else "",
        url=json.dumps(renewal.url, ensure_ascii=False),
        form=form,
        basic=basic,
        rotates='\tif made.Refresh != "" {\n\t\trefresh = made.Refresh\n\t}\n'
        if renewal.refresh
        else "",
        sends=sends,
    )


def _value(renewal: Renewal, text: Text) -> str:
    return "refresh" if text == (renewal.refresh,) else text_of(text)


_CODE = """package main

import (
{imports})

var (
	token = os.Getenv("{name}")
{refresh}	lock  sync.Mutex
)

// renew fetches a new token, once for all who were refused with the same one.
func renew(refused string) (string, error) {{
	lock.Lock()
	defer lock.Unlock()
	if token != refused {{
		return token, nil
	}}
	form := url.Values{{
{form}	}}
	request, err := http.NewRequest("POST", {url}, strings.NewReader(form.Encode()))
	if err != nil {{
		return "", err
	}}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
{basic}	response, err := http.DefaultClient.Do(request)
	if err != nil {{
		return "", err
	}}
	defer response.Body.Close()
	var made struct {{
		Access  string `json:"access_token"`
		Refresh string `json:"refresh_token"`
	}}
	if err := json.NewDecoder(response.Body).Decode(&made); err != nil {{
		return "", err
	}}
	if made.Access == "" {{
		return "", fmt.Errorf("no new token came: %s", response.Status)
	}}
	token = made.Access
{rotates}	return token, nil
}}

func request(token string) (*http.Response, error) {{
{sends}	return client.Do(request)
}}

func send() (*http.Response, error) {{
	lock.Lock()
	used := token
	lock.Unlock()
	if used == "" {{
		made, err := renew("")
		if err != nil {{
			return nil, err
		}}
		used = made
	}}
	response, err := request(used)
	if err != nil || response.StatusCode != 401 {{
		return response, err
	}}
	response.Body.Close()
	made, err := renew(used)
	if err != nil {{
		return nil, err
	}}
	return request(made)
}}

func main() {{
	response, err := send()
	if err != nil {{
		panic(err)
	}}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	fmt.Println(response.StatusCode, string(text))
	if response.StatusCode == 401 {{
		fmt.Fprintln(os.Stderr, "Refused with a new token too.")
		os.Exit(1)
	}}
}}
"""
