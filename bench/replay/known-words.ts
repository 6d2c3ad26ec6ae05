/** Words of the book's subject and everyday ones: without any that a reader knows, no two texts could be told to belong together. */
const WORDS = `
请求 request;响应 response;连接 connection;连接池 connection pool;配置 configuration;线程 thread;进程 process;事件 event;事件驱动 event-driven;
指标 metric;统计 statistics;流量 traffic;数据 data;代理 proxy;服务 service;服务器 server;客户端 client;网络 network;网格 mesh;集群 cluster;
节点 node;容器 container;镜像 image;环境 environment;编译 compile;调试 debug;启动 start;运行 run;执行 execute;关闭 close;打开 open;
发送 send;接收 receive;读取 read;写入 write;返回 return;调用 call;回调 callback;监听 listen;监听器 listener;端口 port;地址 address;
协议 protocol;路由 route;过滤器 filter;拦截 intercept;超时 timeout;重试 retry;熔断 circuit breaking;负载均衡 load balancing;健康检查 health check;
内核 kernel;内存 memory;缓存 cache;缓冲区 buffer;队列 queue;状态 state;结构 structure;架构 architecture;组件 component;模块 module;
代码 code;源码 source code;函数 function;方法 method;接口 interface;对象 object;类 class;参数 parameter;变量 variable;文件 file;
目录 directory;命令 command;文档 document;文章 article;本书 this book;书 book;作者 author;读者 reader;例子 example;示例 example;图 figure;
概述 overview;概念 concept;原理 principle;实现 implementation;设计 design;设计模式 design pattern;流程 flow;过程 process;步骤 step;问题 problem;
原因 reason;方案 solution;性能 performance;安全 security;默认 default;自动 automatic;手工 manual;主要 main;重要 important;简单 simple;复杂 complex;
可以 can;需要 need;必须 must;可能 may;使用 use;用于 for;通过 through;如果 if;因为 because;所以 so;但 but;和 and;与 with;或 or;在 in;从 from;
是 is;不 not;没有 no;有 has;这 this;那 that;我们 we;你 you;我 my;它 it;什么 what;为何 why;如何 how;什么时候 when;以下 following;上面 above;
下面 below;之前 before;之后 after;然后 then;首先 first;最后 finally;注意 note;参考 refer to;说明 explanation;介绍 introduction;分析 analysis;
了解 understand;学习 learn;研究 study;看 look;说 say;想 want;写 write;选择 choose;增加 add;减少 reduce;修改 change;更新 update;删除 delete;
创建 create;建立 establish;时间 time;空间 space;大小 size;数量 number;多 many;少 few;大 large;小 small;新 new;旧 old;一个 a;每个 each;所有 all;
其它 other;不同 different;相同 same;之间 between;上游 upstream;下游 downstream;应用 application;程序 program;系统 system;操作系统 operating system;
控制面 control plane;数据面 data plane;信息 information;日志 log;错误 error;失败 fail;成功 success;处理 handle;管理 manage;支持 support;提供 provide;
`

/** English by Chinese. */
export const KNOWN_WORDS: ReadonlyMap<string, string> = new Map(
  WORDS.replaceAll('\n', '')
    .split(';')
    .filter((entry) => entry !== '')
    .map((entry): [string, string] => {
      const [, chinese = '', english = ''] = /^(\S+) (.+)$/.exec(entry) ?? []
      return [chinese, english]
    }),
)

export const LONGEST_KNOWN = Math.max(...[...KNOWN_WORDS.keys()].map(({ length }) => length))
