import type { SampleAgency } from './agencies.js';

/** The sign-in page of the local stack, in Chinese. `uid` names the interaction; `fault` is shown when a try failed. */
export function loginPage(uid: string, agencies: readonly SampleAgency[], fault?: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>登录 · 衔接（开发环境）</title>
<style>
  body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0; background: #f3f5f8; color: #1d2433; }
  main { max-width: 26rem; margin: 6vh auto; background: #fff; padding: 2rem; border-radius: 8px; box-shadow: 0 1px 4px #0002; }
  h1 { font-size: 1.3rem; margin: 0 0 .25rem; }
  label { display: block; margin-top: 1rem; font-weight: 600; }
  input { width: 100%; box-sizing: border-box; padding: .55rem; font: inherit; border: 1px solid #8a94a6; border-radius: 4px; }
  button { margin-top: 1.5rem; width: 100%; padding: .65rem; font: inherit; color: #fff; background: #14509e; border: 0; border-radius: 4px; cursor: pointer; }
  .fault { color: #a4161a; font-weight: 600; }
  table { width: 100%; border-collapse: collapse; font-size: .875rem; margin-top: .5rem; }
  td { padding: .2rem .4rem .2rem 0; vertical-align: top; }
  summary { margin-top: 1.5rem; cursor: pointer; }
</style>
</head>
<body>
<main>
<h1>衔接 · 登录</h1>
<p>本页仅用于开发环境；正式环境由统一身份认证系统登录。</p>
${fault ? `<p class="fault" role="alert">${escaped(fault)}</p>` : ''}
<form method="post" action="/interaction/${escaped(uid)}/login" autocomplete="off">
<label for="login">账号</label>
<input id="login" name="login" required autofocus maxlength="100">
<label for="password">密码</label>
<input id="password" name="password" type="password" required maxlength="100">
<button type="submit">登录</button>
</form>
<form method="post" action="/interaction/${escaped(uid)}/abort"><button type="submit" style="background:#5b6577">取消</button></form>
<details><summary>示例账号</summary><table>${agencies.flatMap(rowsOf).join('')}</table></details>
</main>
</body>
</html>`;
}

function rowsOf({ name, officers }: SampleAgency): string[] {
  return officers.map(
    (officer) =>
      `<tr><td>${escaped(officer.login)}</td><td>${escaped(officer.password)}</td><td>${escaped(officer.name)}，${escaped(name)}</td></tr>`,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
