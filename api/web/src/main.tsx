import { render } from "preact";
import { App } from "./App";
import { followAddress, openAddress } from "./state/opening";
import { readPile } from "./state/pile";
import "./styles/index.css";

const root = document.getElementById("page");
if (root) render(<App />, root);
void readPile();
void openAddress();
followAddress();
