import { render } from "preact";
import { App } from "./App";
import { listen, pollWhileDeaf } from "./api/live";
import { applyTheme } from "./theme";
import "./style/page.css";

applyTheme();
listen();
pollWhileDeaf();
render(<App />, document.body);
